"""Moderation of records: approving asks for the same as publishing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.snippets.views.snippets import WorkflowActionView

from hub.forms import picture_refusal


class CheckedWorkflowActionView(WorkflowActionView):
    """Approves only what may be published: a picture may have lost its texts since it was submitted."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        refusal = picture_refusal(self.task_state.revision.as_object().image)
        if self.action_name != "approve" or refusal is None:
            response: HttpResponse = super().post(request, *args, **kwargs)
            return response
        messages.error(request, " ".join(refusal.messages))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            step = {"step": "success", "redirect": self.redirect_url}
            modal: HttpResponse = render_modal_workflow(request, "", None, {}, json_data=step)
            return modal
        return redirect(self.redirect_url)
