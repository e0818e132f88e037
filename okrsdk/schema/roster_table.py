"""The roster's table: one row a client, from which the workbooks of a cycle are provisioned."""

from collections.abc import Mapping
from functools import cache

from pandera.typing.pandas import Series

from okrsdk.findings import Table
from okrsdk.model import FunnelStage
from okrsdk.schema.column import Column, ColumnType
from okrsdk.schema.table_model import People, TableModel, Text, column, columns_of
from okrsdk.schema.tables import columns


class RosterTable(TableModel):
    """What a roster says of a client beside its profile and funnel."""

    key: Series[Text] | None = column(
        "Key",
        "What tells the client from all others for good, such as harbor-dental; made from the name where it is blank. "
        "Keep it when the client is renamed.",
        aliases=("Client key", "Client ID", "ID"),
    )
    editors: Series[People] | None = column(
        "Editors",
        "E-mail addresses of those who may write in the workbook, with commas between them.",
        aliases=("Share with", "Shared with", "Writers", "Editor"),
    )
    commenters: Series[People] | None = column(
        "Commenters", "E-mail addresses of those who may comment.", aliases=("Commenter",)
    )
    viewers: Series[People] | None = column(
        "Viewers", "E-mail addresses of those who may read.", aliases=("Readers", "Viewer", "Reader")
    )
    folder: Series[Text] | None = column(
        "Folder",
        "URL or ID of the Drive folder or shared drive in which the workbook is made; blank for that of the run.",
        aliases=("Drive folder", "Shared drive", "Drive"),
    )
    workbook: Series[Text] | None = column(
        "Workbook",
        "URL or ID of a workbook of this cycle that is there already and is to be adopted.",
        aliases=("Spreadsheet", "Workbook URL", "Spreadsheet URL", "Spreadsheet ID"),
    )
    okrs: Series[Text] | None = column(
        "OKRs",
        "A file of the OKRs to start with: a document, a draft or a table.",
        aliases=("Starting OKRs", "OKR file", "Draft"),
    )
    last_workbook: Series[Text] | None = column(
        "Last workbook",
        "URL or ID of last cycle's workbook, from which profile, funnel and what goes on are carried over.",
        aliases=("Last cycle", "Previous workbook", "Carry over from", "Carried over from"),
    )
    template: Series[Text] | None = column(
        "Template",
        "URL or ID of a spreadsheet to copy, to keep its bound scripts; blank for a workbook that is built.",
        aliases=("Template ID", "Template URL"),
    )


ROSTER_WORDS: Mapping[str, tuple[str, ...]] = {
    "name": ("Kunde", "Kundin", "Kundenname", "Mandant", "Client name", "Nom du client", "Cliente"),
    "key": ("Schlüssel", "Kürzel", "Kundennummer", "Clé", "Identifiant", "Clave"),
    "editors": ("Bearbeiter", "Bearbeiterinnen", "Geteilt mit", "Éditeurs", "Partagé avec", "Editores"),
    "commenters": ("Kommentatoren", "Commentateurs", "Comentaristas"),
    "viewers": ("Leser", "Betrachter", "Lecteurs", "Lectores"),
    "folder": ("Ordner", "Ablage", "Dossier", "Carpeta"),
    "workbook": ("Arbeitsmappe", "Tabelle", "Classeur", "Libro"),
    "okrs": ("Entwurf", "Brouillon", "Borrador"),
    "last_workbook": ("Letzte Arbeitsmappe", "Dernier classeur", "Último libro"),
    "template": ("Vorlage", "Modèle", "Plantilla"),
    "currency": ("Währung", "Devise", "Monnaie", "Moneda", "Divisa"),
    "time_zone": ("Zeitzone", "Fuseau horaire", "Zona horaria"),
    "fiscal_year_starts": ("Geschäftsjahr ab", "Beginn des Geschäftsjahrs", "Début d'exercice", "Inicio del ejercicio"),
    "average_sale": ("Durchschnittsverkauf", "Umsatz pro Verkauf", "Vente moyenne", "Venta media"),
    "lifetime_value": ("Kundenwert", "Valeur client", "Valor del cliente"),
    "close_rate": ("Abschlussquote", "Taux de conclusion", "Tasa de cierre"),
    "monthly_capacity": ("Monatliche Kapazität", "Kapazität", "Capacité mensuelle", "Capacidad mensual"),
    "capacity_unit": ("Kapazität zählt", "Unité de capacité", "Unidad de capacidad"),
    "cost_per_acquisition": ("Kosten pro Neukunde", "Coût d'acquisition", "Coste de adquisición"),
    "policy": ("Regelwerk", "Politique", "Política"),
}
"""What people call the columns of a roster in German, French and Spanish; titles and aliases win over these words."""
FUNNEL_FIELD = "funnel."
"""What the names of the funnel's columns begin with: `funnel.Lead`."""


@cache
def roster_columns() -> tuple[Column, ...]:
    """All columns that a roster may have: the client's name, what is above, its profile and its funnel."""
    profile = [own for own in columns(Table.CLIENT) if own.name != "cycle"]
    return (profile[0], *columns_of(RosterTable).values(), *profile[1:], *map(_funnel_column, FunnelStage))


def _funnel_column(stage: FunnelStage) -> Column:
    return Column(
        name=f"{FUNNEL_FIELD}{stage}",
        title=str(stage),
        description=f"How well {stage} can be seen, and where: visible: CRM, partial, or blind.",
        type=ColumnType.TEXT,
        aliases=(f"{stage}s", f"Funnel {stage}", f"{stage} visibility"),
    )
