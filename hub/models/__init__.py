"""Models of the base app: what every other app stands on."""

from hub.models.former_addresses import FormerAddress
from hub.models.generations import Generation
from hub.models.graphic_pages import MapPage, NetworkPage
from hub.models.images import HubImage, HubRendition
from hub.models.pages import BasePage, ContentPage, HomePage, RecordIndexPage, StoryIndexPage, StoryPage
from hub.models.privacy import ContactPerson, PrivacySettings
from hub.models.records import Record
from hub.models.reminders import SentReminder
from hub.models.site_settings import SiteSettings
from hub.models.tags import Tag
from hub.models.taxonomies import (
    SDG,
    AreaOfAction,
    CreativeField,
    Dimension,
    Objective,
    Priority,
    Scope,
    Term,
    Theme,
)
from hub.models.upkeep import Confirmation, Correction, CorrectionState, RecordMerge
from hub.models.users import User

__all__ = [
    "SDG",
    "AreaOfAction",
    "BasePage",
    "Confirmation",
    "ContactPerson",
    "ContentPage",
    "Correction",
    "CorrectionState",
    "CreativeField",
    "Dimension",
    "FormerAddress",
    "Generation",
    "HomePage",
    "HubImage",
    "HubRendition",
    "MapPage",
    "NetworkPage",
    "Objective",
    "Priority",
    "PrivacySettings",
    "Record",
    "RecordIndexPage",
    "RecordMerge",
    "Scope",
    "SentReminder",
    "SiteSettings",
    "StoryIndexPage",
    "StoryPage",
    "Tag",
    "Term",
    "Theme",
    "User",
]
