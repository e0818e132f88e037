"""The words with which pages mark objectives, key results and sections of other content, in eight languages.

Written without case and accents, as `normalized` gives them, one language a line.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsdk.schema.header_words import listed_words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Role(StrEnum):
    """What a line is by its own words.

    `objectives`, `key_results` and `initiatives` head a section of them; `field` is `name: value`; `other` heads a
    section of other content; `plain` says nothing of itself.
    """

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"
    OBJECTIVES = "objectives"
    KEY_RESULTS = "key_results"
    INITIATIVES = "initiatives"
    FIELD = "field"
    OTHER = "other"
    PLAIN = "plain"


_OBJECTIVE = """
    objective, goal, o, okr, big goal
    ziel, oberziel
    objectif
    objetivo
    obiettivo
    doelstelling, doel
    目標, 目的, オブジェクティブ
"""
_OBJECTIVES = """
    objectives, goals, our objectives, our goals, okrs
    ziele, unsere ziele
    objectifs
    objetivos
    obiettivi
    doelstellingen, doelen
"""
_KEY_RESULT = """
    key result, kr, keyresult
    schlusselergebnis, schluesselergebnis, kernergebnis, hauptergebnis
    resultat cle, resultat clef, rc
    resultado clave
    resultado chave
    risultato chiave
    kernresultaat, sleutelresultaat
    主要な結果, 主要な成果, 主要成果, 主要結果, キーリザルト, キーリザルツ, 成果指標
"""
_KEY_RESULTS = """
    key results, krs, keyresults, our key results
    schlusselergebnisse, schluesselergebnisse, kernergebnisse, hauptergebnisse
    resultats cles, resultats clefs, rcs
    resultados clave, resultados claves
    resultados chave
    risultati chiave
    kernresultaten, sleutelresultaten
"""
_INITIATIVES = """
    initiative, initiatives, action, actions, action item, action items, action plan, task, tasks, activity,
    activities, tactics, project, projects, key projects, next steps, to do, to dos, todo, todos, how,
    how we get there, plan of action
    initiativen, massnahme, massnahmen, aufgabe, aufgaben, aktivitaten, nachste schritte, projekte
    taches, actions cles, plan d'action, projets, prochaines etapes
    iniciativa, iniciativas, accion, acciones, tarea, tareas, plan de accion, proximos pasos
    acao, acoes, tarefa, tarefas, plano de acao, proximos passos
    iniziativa, iniziative, azione, azioni, attivita, prossimi passi
    initiatief, initiatieven, actie, acties, taken, volgende stappen
    施策, アクション, アクションプラン, 取り組み, タスク, イニシアチブ, イニシアティブ
"""
_OTHER = """
    notes, risks, links, resources, background, context, introduction, intro, overview, summary, retrospective,
    retro, learnings, lessons, faq, about, about us, glossary, members, agenda, decisions, dependencies,
    references, see also, changelog, contents, table of contents, comments, scoring, grading, legend, kpis,
    health metrics, guidelines, rules, mission, vision, values, strategy, meeting notes, check in notes,
    non goals, out of scope, parking lot, template, templates, example, examples, added, changed, fixed, removed,
    deprecated, security, unreleased, features, installation, install, usage, requirements, getting started,
    license, licence, contributing, roadmap, support, contact,
    contacts, documentation, api, scope, stakeholders, timeline
    notizen, risiken, hintergrund, kontext, einleitung, uberblick, zusammenfassung, ruckblick, verweise, anhang,
    glossar, beispiel, beispiele, vorlage
    risques, contexte, liens, remarques, sommaire, bilan
    riesgos, contexto, enlaces, introduccion, resumen
    riscos, introducao, resumo
    rischi, contesto, note, riepilogo
    notities, achtergrond, samenvatting
    メモ, 備考, リスク, 背景, 参考, 目次, 補足, 振り返り, はじめに, 概要
"""

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        word: role
        for words, role in (
            (_OBJECTIVE, Role.OBJECTIVE),
            (_OBJECTIVES, Role.OBJECTIVES),
            (_KEY_RESULT, Role.KEY_RESULT),
            (_KEY_RESULTS, Role.KEY_RESULTS),
            (_INITIATIVES, Role.INITIATIVES),
        )
        for word in listed_words(words)
    }
)
"""The role that a label gives."""
OTHER_SECTIONS = frozenset(listed_words(_OTHER))
"""Headings of sections of other content."""
OTHER_STARTS = ("how ", "what is ", "what are ", "why we ", "wie wir ", "comment ")
"""Beginnings of headings of sections of other content."""
