"""Questions to the contact point, as the people of a thread see them: ask, read, reply, close."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from partnerships.actions import questions as actions
from partnerships.base.attachments import download
from partnerships.forms import MessageForm, QuestionForm
from partnerships.models import Attachment, Question
from partnerships.models.questions import MOVES, QuestionState

from .workspace import Task, for_correspondents, for_officials


def tasks(user):
    """Return the answers to read, and for who answers the questions whose turn it is."""
    rows = Question.objects.visible_to(user)
    tasks = [
        _task(_("Your question “%s” is answered"), one, _("Close it when you can go on."))
        for one in rows.filter(asked_by=user, state=QuestionState.ANSWERED)
    ]
    if user.is_liaison:
        shared = rows.filter(state=QuestionState.WITH_GOVERNMENT).select_related("authority")
        tasks += [_task(_("Reply to “%s”"), one, one.authority) for one in shared]
    if user.is_staff and (count := rows.open().count()):
        waits = ngettext(
            "%(count)d question waits for an answer",
            "%(count)d questions wait for an answer",
            count,
        )
        tasks.append(Task(waits % {"count": count}, reverse("my-questions")))
    return tasks


def _task(sentence, question, detail):
    return Task(sentence % question, question.get_absolute_url(), str(detail))


@for_correspondents
@require_safe
def questions(request):
    """Show every question that this person may see, the last changed first."""
    context = {
        "questions": Question.objects.visible_to(request.user).for_rows(),
        "may_ask": bool(request.user.writes_for),
        "is_liaison": request.user.is_liaison,
    }
    return render(request, "partnerships/my_questions.html", context)


@for_officials
def ask(request):
    """Ask the contact point something, for an authority whose record this person keeps."""
    if not request.user.writes_for:
        raise PermissionDenied
    form = QuestionForm(request.POST or None, request.FILES or None, user=request.user)
    if form.is_valid():
        question = actions.ask(by=request.user, **form.cleaned_data)
        messages.success(request, _("Your question is with VNG International, which mails you."))
        return redirect(question)
    context = {"form": form}
    status = 400 if form.errors else 200
    return render(request, "partnerships/my_question_form.html", context, status=status)


@for_correspondents
def thread(request, pk):
    """Show the messages of a question, or write one."""
    question = _visible(request.user, pk)
    if request.method != "POST":
        return _page(request, question, MessageForm())
    get_object_or_404(Question.objects.writable_by(request.user), pk=pk)
    form = MessageForm(request.POST, request.FILES)
    if form.is_valid():
        write = actions.answer if _answers(request) else actions.reply
        try:
            write(question=question, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Sent. The others in this thread get a mail."))
            return redirect(question)
    return _page(request, question, form)


def _answers(request):
    return request.user.is_staff and "answer" in request.POST


def _visible(user, pk):
    return get_object_or_404(Question.objects.visible_to(user).for_thread(), pk=pk)


def _page(request, question, form):
    user, allowed = request.user, MOVES[QuestionState(question.state)]
    keeps = Question.objects.kept_by(user).filter(pk=question.pk).exists()
    context = {
        "question": question,
        "form": form,
        "may_write": Question.objects.writable_by(user).filter(pk=question.pk).exists(),
        "may_answer": user.is_staff and QuestionState.ANSWERED in allowed,
        "may_share": keeps and QuestionState.WITH_GOVERNMENT in allowed,
        "may_close": keeps and QuestionState.CLOSED in allowed,
        "faq_url": _faq_url(question) if user.is_staff else "",
    }
    status = 400 if form.errors else 200
    return render(request, "partnerships/my_question.html", context, status=status)


def _faq_url(question):
    """Return where staff writes a public answer that came from this question."""
    return f"{reverse('admin:partnerships_faqentry_add')}?origin={question.pk}"


@for_correspondents
@require_POST
def share(request, pk):
    """Let national government read and reply."""
    done = _("National government reads this thread from now on.")
    return _step(request, pk, actions.share, done)


@for_correspondents
@require_POST
def close(request, pk):
    return _step(request, pk, actions.close, _("The question is closed."))


def _step(request, pk, action, done):
    question = get_object_or_404(Question.objects.kept_by(request.user), pk=pk)
    try:
        action(question=question, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(question)


@for_correspondents
@require_safe
def attachment(request, pk, attachment):
    """Send a file of a thread to the people of that thread, to be saved."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    found = get_object_or_404(Attachment, pk=attachment, message__question=question)
    return download(found.file, found.name)
