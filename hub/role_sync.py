"""Applies the table of roles to groups, permissions and the moderation workflow. Doing it again changes nothing."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    DraftStateMixin,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    LockableMixin,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)
from wagtail.snippets.models import get_snippet_models

from hub.roles import RECORDS, ROLES, Role

MODERATION = "Moderation"
# What Wagtail's first migrations leave behind; the table takes their place.
STOCK_GROUPS = ("Editors", "Moderators")
STOCK_WORKFLOW = "Moderators approval"


def existing_rights() -> set[str]:
    """The names of all permissions that the installed models come with; asks the database nothing."""
    snippets = get_snippet_models()
    declared = {
        f"{model._meta.app_label}.{codename}"
        for model in apps.get_models()
        for codename in _codenames(model, is_snippet=model in snippets)
    }
    # Made by a migration of wagtail-localize; no model declares it.
    return declared | {"wagtail_localize.submit_translation"}


def _codenames(model: type[Model], *, is_snippet: bool) -> list[str]:
    meta = model._meta
    actions = list(meta.default_permissions)
    if is_snippet:
        actions += ["publish"] if issubclass(model, DraftStateMixin) else []
        actions += ["lock", "unlock"] if issubclass(model, LockableMixin) else []
    return [f"{action}_{meta.model_name}" for action in actions] + [codename for codename, _name in meta.permissions]


def unknown_rights() -> list[str]:
    """The permissions that the table names and no model has, sorted."""
    named = {right for role in ROLES for right in role.rights | role.page_rights | role.collection_rights}
    return sorted(named - existing_rights())


@transaction.atomic
def sync_roles() -> list[str]:
    """Make groups, rights and workflow what the table says; gives one sentence for each thing that changed."""
    done: list[str] = []
    for role in ROLES:
        group, is_new = Group.objects.get_or_create(name=role.group)
        if is_new:
            done.append(_("Made the group “%(group)s”.") % {"group": role.group})
        done += _sync_rights(group, role)
        done += _sync_places(group, role)
    done += _sync_workflow()
    done += _retire_stock()
    return done


def _permissions(names: frozenset[str]) -> dict[str, Permission]:
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type").filter(
            codename__in={name.split(".")[1] for name in names}
        )
    }
    if missing := sorted(names - set(found)):
        raise LookupError(f"These permissions do not exist; run the migrations first: {', '.join(missing)}")
    return {name: found[name] for name in sorted(names)}


def _sync_rights(group: Group, role: Role) -> list[str]:
    wanted = set(_permissions(role.rights).values())
    held = set(group.permissions.all())
    if wanted == held:
        return []
    group.permissions.set(wanted)
    counts = {"group": group.name, "given": len(wanted - held), "taken": len(held - wanted)}
    return [_("“%(group)s”: %(given)d rights given, %(taken)d taken.") % counts]


def _sync_places(group: Group, role: Role) -> list[str]:
    """Rights on pages and on the library's collections."""
    done = []
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    places: list[tuple[Any, dict[str, Any], frozenset[str], str]] = [
        (GroupPagePermission, {"page": root}, role.page_rights, _("pages")),
        (GroupCollectionPermission, {"collection": collection}, role.collection_rights, _("pictures and documents")),
    ]
    for model, place, names, label in places:
        wanted = set(_permissions(names).values())
        rows = model.objects.filter(group=group)
        if {(row.permission_id, *_place_ids(row)) for row in rows} == {
            (permission.pk, *(found.pk for found in place.values())) for permission in wanted
        }:
            continue
        rows.delete()
        model.objects.bulk_create(model(group=group, permission=permission, **place) for permission in wanted)
        done.append(_("“%(group)s”: rights on %(place)s set.") % {"group": group.name, "place": label})
    return done


def _place_ids(row: Any) -> tuple[int, ...]:
    return (row.page_id if isinstance(row, GroupPagePermission) else row.collection_id,)


def _sync_workflow() -> list[str]:
    """One workflow, approved by whoever moderates, for every record type and every page."""
    done = []
    task = GroupApprovalTask.objects.filter(name=MODERATION).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=MODERATION)
    moderators = Group.objects.filter(name__in=[role.group for role in ROLES if role.moderates])
    if set(task.groups.all()) != set(moderators):
        task.groups.set(moderators)
        done.append(_("Moderation: the moderating groups are set."))
    workflow, _is_new = Workflow.objects.get_or_create(name=MODERATION)
    if not WorkflowTask.objects.filter(workflow=workflow, task=task).exists():
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    done += [sentence for label in RECORDS if (sentence := _moderate_type(workflow, label))]
    root = Page.get_first_root_node()
    if not WorkflowPage.objects.filter(page=root, workflow=workflow).exists():
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
        done.append(_("Moderation: pages go through it."))
    return done


def _moderate_type(workflow: Workflow, label: str) -> str:
    model = apps.get_model(label)
    content_type = ContentType.objects.get_for_model(model)
    if WorkflowContentType.objects.filter(content_type=content_type, workflow=workflow).exists():
        return ""
    WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    return _("Moderation: %(type)s go through it.") % {"type": model._meta.verbose_name_plural}


def _retire_stock() -> list[str]:
    """Take away Wagtail's own groups, if nobody is in them, and put its workflow out of use."""
    done = []
    for group in Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True):
        name = group.name
        group.delete()
        done.append(_("Removed the empty group “%(group)s”.") % {"group": name})
    for workflow in Workflow.objects.filter(name=STOCK_WORKFLOW, active=True):
        workflow.deactivate()
        done.append(_("Put Wagtail’s own workflow out of use."))
    return done
