"""What fields and columns of drafts are called: those that a draft gives, and those that it does not, with the reason.

Written without case and accents, as `normalized` gives them, in eight languages, one a line.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsdk.schema.header_words import HEADER_WORDS, listed_words

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_DRAFTS = (
    "baseline", "target", "current", "source", "owner", "due", "unit", "metric", "weight", "why", "commitment", "kind"
)  # fmt: skip
_LEFT_OUT_OF_DRAFTS = {
    "progress": """
        progress, % progress, progress %, completion, % complete, % done
        fortschritt, erreicht
        avancement, progression
        avance, % avance, progreso
        progresso, andamento
        avanzamento
        voortgang
        進捗, 進捗率, 達成率, 達成度
    """,
    "score": """
        score, grade, rating, final score, final grade
        bewertung, punktzahl
        note finale
        puntaje
        pontuacao
        punteggio
        スコア
    """,
    "confidence": """
        confidence, confidence level, confidence score
        zuversicht, konfidenz
        confiance
        confianza
        confianca
        fiducia, confidenza
        vertrouwen
        自信度, 自信, 確信度
    """,
}
# In a line of a draft these may as well begin a key result (`Attainment: from 40 to 60`); above a column they are sure.
_ONLY_IN_TABLES = {
    "progress": """
        progress percent, progress percentage, completion %, percent complete, percentage, percent, actual progress,
        achievement, attainment
        fortschritt %, % fortschritt, zielerreichung, erfullungsgrad
        % avancement, taux d'avancement, taux de realisation
        avance %, % de avance, porcentaje, cumplimiento
        % progresso, percentual, percentual concluido
        % avanzamento, percentuale, completamento
        voortgang %, percentage voltooid
    """,
    "score": """
        okr score, self score
        calificacion, puntuacion
        nota final
        beoordeling
        評価
    """,
    "confidence": """
        niveau de confiance, nivel de confianza, confidence rating
    """,
    "checked_on": """
        last updated, last update, updated, updated at, updated on, last check in, last checkin, check in date
        zuletzt aktualisiert, aktualisiert, letzte aktualisierung, aktualisiert am, letzter check in
        derniere mise a jour, mis a jour, mise a jour
        actualizado, ultima actualizacion, fecha de actualizacion
        atualizado, ultima atualizacao, atualizado em
        ultimo aggiornamento, aggiornato
        bijgewerkt, laatst bijgewerkt
        更新日, 最終更新, 最終更新日
    """,
    "owner": """
        email, e mail, emails, owner email, owner e mail, owner emails, owner email id, owner name, owner login, login,
        user, person, assignees, correo, correo electronico, courriel
    """,
    "row_type": """
        type, item type, object type, row type, record type, okr type, goal or kr, objective or key result
        typ, art, elementtyp
        type d'element
        tipo, tipo de elemento
        soort
        種類, 種別
    """,
    "id": """
        #, no, nr, no., nr., n, n., id, key, code, ref, reference, row id, item id, identifier, okr id, goal id, row,
        kennung, nummer, lfd. nr.
        numero, identifiant
        codigo, identificador
        codice
        番号, №
    """,
    "parent": """
        parent, parent id, parent row id, parent row ids, parent goal id, parent goal ids, parent key, parent objective,
        parent objective id, parent item, aligned to id, belongs to, parent task, parent issue, parent name, subtask of,
        sub task of, child of, sub goal of, epic link
        ubergeordnet, ubergeordnete id, eltern id, gehort zu
        parent id, element parent
        padre, id padre, id del padre
        pai, id pai
        genitore, id genitore
        bovenliggend, bovenliggende id
        親, 親id
    """,
    "title": """
        title, name, what, text, goal title, goal name, item, okr, okrs, statement,
        objective/key result, objective / key result, objectives / key results, objective/kr, objective / kr,
        objectives and key results, objectives & key results, goal / key result, objective or key result title
        titel, bezeichnung, text, ziel / schlusselergebnis, ziel/schlusselergebnis, bezeichner
        titre, intitule, libelle, objectif / resultat cle
        titulo, nombre, texto, objetivo / resultado clave
        nome, objetivo / resultado chave
        titolo, obiettivo / risultato chiave
        naam, doel / kernresultaat
        内容, 名称, タイトル, 項目
    """,
    "description": """
        description, summary
        beschreibung
        descriptif
        descripcion
        descricao
        descrizione
        omschrijving, beschrijving
        説明
    """,
    "depth": """
        level, depth, outline level, hierarchy, hierarchy level, indent
        ebene, gliederungsebene
        niveau
        nivel
        livello
        階層
    """,
}


def _words_of(*groups: Mapping[str, str]) -> dict[str, str]:
    return {word: name for group in groups for name, words in group.items() for word in listed_words(words)}


_OTHERS = {
    "pace and score say it, from the numbers": """
        status, state, rag, health, result, outcome
        zustand, ampel
        statut, etat
        estado, situacion, resultado
        situacao
        stato, esito
        ステータス, 状態, 状況
    """,
    "the Client tab names the client": """
        client, client name, kunde, mandant, cliente, klant, クライアント
    """,
    "there is no column for it": """
        note, notes, comment, comments, remark, remarks, update, updates, priority, tags, label, labels, link,
        links, description, details, team, department, dependencies, risk, risks, blocker, blockers, example,
        examples, last updated, what it means, type, category, frequency
        notiz, notizen, kommentar, anmerkung, prioritat, beschreibung, abteilung, risiko, risiken,
        abhangigkeiten, hinweis
        remarque, commentaire, priorite, equipe, risques, lien
        nota, notas, comentario, comentarios, prioridad, equipo, riesgos, descripcion
        prioridade, equipe, riscos, descricao, observacao, observacoes
        commento, priorita, rischi, descrizione, osservazioni
        notitie, opmerking, opmerkingen, prioriteit, risico, beschrijving
        備考, メモ, コメント, 優先度, チーム, 部署, 説明
    """,
}
_CYCLE = """
    cycle, period, quarter, timeframe, time frame, time period, okr period
    zeitraum, quartal, zyklus, periode
    periode, trimestre, cycle
    periodo, ciclo
    kwartaal, tijdvak
    期間, 四半期, サイクル
"""


COLUMNS: Mapping[str, str] = MappingProxyType(
    {word: column for column in reversed(_OF_DRAFTS) for word in HEADER_WORDS[column]}
)
"""The field of the model that a word names."""
TABLE_WORDS: Mapping[str, str] = MappingProxyType(_words_of(_LEFT_OUT_OF_DRAFTS, _ONLY_IN_TABLES))
"""What a column of a table may tell that is no column of ours."""
_REASONS = {
    "progress": "okrsdk works this out from the numbers",
    "score": "okrsdk works this out from the numbers",
    "confidence": "confidence belongs to a check-in",
}
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {word: _REASONS[name] for word, name in _words_of(_LEFT_OUT_OF_DRAFTS).items()}
    | {word: reason for reason, words in _OTHERS.items() for word in listed_words(words)}
)
"""Words that name something known which a draft does not give, each with the reason."""
CYCLE_WORDS = frozenset(listed_words(_CYCLE))
"""Words that name the cycle."""
TOTALS = frozenset(
    listed_words("""
        total, totals, sum, average, overall, subtotal, sub total, subtotals, grand total
        summe, gesamt, durchschnitt, zwischensumme, gesamtsumme, mittelwert
        sous total, total general, moyenne
        promedio, media, total geral
        totale, subtotale, totale generale
        totaal, subtotaal, gemiddelde
        合計, 小計, 総計, 平均
    """)
)
"""Words that a row of totals begins with."""
