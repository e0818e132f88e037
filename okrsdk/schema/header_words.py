"""What people call the columns of OKRs, in English, German, French, Spanish, Portuguese, Italian, Dutch and Japanese.

Written without case and accents, as `normalized` gives them, one language a line. One word may name two columns (`Ziel`
is an objective and a target); what is written there decides. A workbook's own headers and aliases are with its columns;
these are the words of pages and of other tables, which each column takes along as its `synonyms`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsdk.language.normalize import normalized

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF_KEY_RESULTS = {
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
        valor actual, actualmente, hoy, alcanzado, logrado
        atual, valor atual, hoje, atingido, alcancado
        attuale, valore attuale, oggi, raggiunto
        huidig, huidige waarde, nu, actueel, behaald
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
        dueno, duena, propietario, propietaria, encargado, encargada, quien
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
        unit, units, unit of measure, metric unit
        einheit, masseinheit
        unite, unite de mesure
        unidad, unidad de medida
        unidade, unidade de medida, un medida
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
    "commitment": """
        commitment, committed or aspirational, goal type
    """,
    "kind": """
        kind, measured as, metric type
        messart
        type de mesure
    """,
    "funnel_stage": """
        funnel stage
    """,
    "indicator": """
        leading or lagging, indicator type
    """,
    "stages": """
        stages, milestones
        meilensteine, jalons, hitos, marcos, traguardi intermedi, mijlpalen, マイルストーン
    """,
    "status": """
        status, state, rag, rag status, health, on track
        zustand, ampel
        statut, etat
        estado, situacion
        situacao
        stato
        ステータス, 状態, 状況
    """,
    "mute": """
        muted rules
    """,
}
_OF_OBJECTIVES = {
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
    "co_owners": """
        co owner, co owners, shared with, contributors, collaborators, team members
        mitverantwortlich, beteiligte
        co responsable, contributeurs, participants
        corresponsable, corresponsables, colaboradores, participantes
        corresponsavel
        corresponsabile, collaboratori
        mede eigenaar, bijdragers
        共同担当
    """,
    "champion": """
        champion, okr champion, okr coach, okr master
    """,
    "level": """
        level, okr level, scope level
        ebene, okr ebene
        niveau
        nivel
        livello
        レベル
    """,
    "contributes_to": """
        contributes to, aligned to, aligns to, alignment, supports, parent okr, parent goal, aligned with
        zahlt ein auf, ubergeordnetes ziel, ausgerichtet auf
        contribue a, objectif parent
        contribuye a, objetivo superior, alineado con
        contribui para, alinhado a, objetivo pai
        contribuisce a, obiettivo superiore
        draagt bij aan, bovenliggend doel
        上位目標, 貢献先
    """,
}


def listed_words(text: str) -> list[str]:
    """The words of a list of them, parted by commas and ends of lines, normalized."""
    return [normalized(word) for word in re.split(r"[,\n]", text) if word.strip()]


HEADER_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(listed_words(words)) for name, words in {**_OF_KEY_RESULTS, **_OF_OBJECTIVES}.items()}
)
"""The words for each column, by the name of its field."""
