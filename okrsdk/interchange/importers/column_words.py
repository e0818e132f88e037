"""What people call the columns of OKRs, in English, German, French, Spanish, Portuguese, Italian, Dutch and Japanese.

Written without case and accents, as `normalized` gives them, one language a line. One word may name two columns (`Ziel`
is an objective and a target); what is written there decides.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsdk.language.normalize import normalized

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = {
    "baseline": """
        baseline, base line, start, start value, starting value, starting point, initial, initial value, from,
        before
        ausgangswert, startwert, anfangswert, ausgangslage, basiswert, von
        valeur initiale, valeur de depart, depart, point de depart, de
        linea base, linea de base, valor inicial, inicial, inicio, punto de partida, partida, desde
        linha de base, valor de base, base
        valore iniziale, valore di partenza, partenza, da
        nulmeting, startwaarde, beginwaarde, uitgangswaarde, van
        ベースライン, 基準値, 開始値, 初期値
    """,
    "target": """
        target, targets, target value, goal, goal value, to, aim
        zielwert, ziel, soll, sollwert, bis wert, auf
        cible, valeur cible, objectif, valeur visee, a atteindre
        meta, objetivo, valor objetivo, valor meta, hasta
        alvo, valor alvo
        obiettivo, traguardo, valore obiettivo, valore target
        doel, doelwaarde, streefwaarde, naar
        目標値, 目標, ターゲット
    """,
    "current": """
        current, current value, currently, actual, actual value, now, today, latest
        aktuell, aktueller wert, ist, istwert, ist wert, aktueller stand, stand, derzeit, heute
        actuel, actuelle, actuellement, valeur actuelle, valeur courante, realise
        valor actual, actualmente, hoy
        atual, valor atual, hoje
        attuale, valore attuale, oggi
        huidig, huidige waarde, nu, actueel
        現在, 現在値, 実績, 実績値, 現状
    """,
    "source": """
        source, sources, data source, how to measure, how we measure, how it is measured, how measured,
        measured by, measured in, measurement, measure with, where we look, evidence
        quelle, datenquelle, messung, messmethode, messweg, gemessen in, gemessen mit, woher
        source de donnees, mesure, comment mesurer, methode de mesure
        fuente, fuente de datos, como se mide, como medir, medicion
        fonte, fonte de dados, medicao, como medimos
        fonte dei dati, fonte dati, come si misura, come misurare, misurazione
        bron, databron, gegevensbron, hoe meten, meetmethode, meting
        情報源, データソース, データ元, 出典, 測定方法, 計測方法, 測定
    """,
    "owner": """
        owner, owners, dri, responsible, lead, assignee, assigned to, who, accountable, key result owner, kr owner
        verantwortlich, verantwortliche, verantwortlicher, verantwortung, zustandig, wer
        responsable, porteur, proprietaire, pilote, qui
        dueno, duena, encargado, encargada, quien
        responsavel, dono, dona, quem
        responsabile, proprietario, referente, chi
        eigenaar, verantwoordelijke, verantwoordelijk, wie
        担当, 担当者, 責任者, オーナー
    """,
    "due": """
        due, due date, due on, deadline, by, by when, until, target date, end date
        fallig, falligkeit, frist, termin, bis, bis wann, stichtag, enddatum
        echeance, date limite, date d'echeance, date de fin, d'ici
        fecha limite, fecha, plazo, vencimiento, fecha de fin, para cuando
        prazo, data limite, vencimento, data
        scadenza, entro, entro il, data di scadenza
        vervaldatum, uiterlijk, einddatum, tot
        期限, 締切, 締め切り, 期日
    """,
    "unit": """
        unit, units
        einheit
        unite
        unidad
        unidade
        unita
        eenheid
        単位
    """,
    "metric": """
        metric, kpi, measure, indicator
        kennzahl, messgrosse, metrik
        indicateur, metrique
        metrica, indicador
        indicatore
        metriek, maatstaf
        指標, メトリクス
    """,
    "weight": """
        weight, weighting
        gewicht, gewichtung
        poids, ponderation
        peso, ponderacion
        ponderacao
        weging
        重み, ウェイト
    """,
    "why": """
        why, why it matters, why this matters, why now, reason, rationale
        warum, begrundung, weshalb
        pourquoi, raison
        por que, motivo, razon
        porque, razao
        perche, motivazione
        waarom, reden
        なぜ, 理由, 背景
    """,
    "commitment": """
        commitment, committed or aspirational
    """,
    "kind": """
        kind, measured as
    """,
}
_OTHERS = {
    "okrsdk works this out from the numbers": """
        progress, % progress, progress %, completion, % complete, % done, score, grade, rating, final score,
        final grade
        fortschritt, erreicht, bewertung, punktzahl
        avancement, progression, note finale
        avance, % avance, progreso, puntaje
        progresso, pontuacao, andamento
        avanzamento, punteggio
        voortgang
        進捗, 進捗率, 達成率, 達成度, スコア
    """,
    "pace and score say it, from the numbers": """
        status, state, rag, health, result, outcome
        zustand, ampel
        statut, etat
        estado, situacion, resultado
        situacao
        stato, esito
        ステータス, 状態, 状況
    """,
    "confidence belongs to a check-in": """
        confidence, confidence level, confidence score
        zuversicht, konfidenz
        confiance
        confianza
        confianca
        fiducia, confidenza
        vertrouwen
        自信度, 自信, 確信度
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


def listed_words(text: str) -> list[str]:
    """The words of a list of them, parted by commas and ends of lines, normalized."""
    return [normalized(word) for word in re.split(r"[,\n]", text) if word.strip()]


COLUMNS: Mapping[str, str] = MappingProxyType(
    {word: column for column, words in reversed(_FIELDS.items()) for word in listed_words(words)}
)
"""The field of the model that a word names."""
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {word: reason for reason, words in _OTHERS.items() for word in listed_words(words)}
)
"""Words that name something known which a draft does not give, each with the reason."""
CYCLE_WORDS = frozenset(listed_words(_CYCLE))
"""Words that name the cycle."""
