using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Persistence;
using IpStrategy.Persistence.Notices;
using IpStrategy.Persistence.Outbox;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Notices;

/// <param name="Version">The version the caller saw.</param>
/// <param name="Text">What the clerk says with it, or why it comes back.</param>
public sealed record DraftHandling(long NoticeId, int? Version, string? Text)
{
    public const int MostCharacters = 2000;
}

/// <summary>送审: the settled draft goes before the director, and comes back from there with a reason.</summary>
public sealed class SubmitNotice(
    IpStrategyContext db,
    ReferenceTables reference,
    PostHolders holders,
    MessageWriter messages,
    DomainClock clock,
    AuditTrail audit
)
{
    public Task<Outcome<NoticeView>> RunAsync(DraftHandling handling, Actor actor, CancellationToken cancel) =>
        HandleAsync(handling, actor, notice => Submit(notice, handling, actor), cancel);

    public Task<Outcome<NoticeView>> SendBackAsync(DraftHandling handling, Actor actor, CancellationToken cancel) =>
        HandleAsync(handling, actor, notice => SendBack(notice, handling, actor), cancel);

    private async Task<Outcome<NoticeView>> HandleAsync(
        DraftHandling handling,
        Actor actor,
        Func<ImportedNotice, DomainRefusal?> handle,
        CancellationToken cancel
    )
    {
        if (RightsTable.May(actor, Operation.PrepareNotice) is not null)
        {
            return new NoticeDoesNotExist();
        }
        await using var transaction = await WriteTransaction.BeginAsync(db, cancel);
        if (await RowLocks.NoticeAsync(db, handling.NoticeId, cancel) is not { } notice)
        {
            return new NoticeDoesNotExist();
        }
        if (handle(notice) is { } refusal)
        {
            return refusal;
        }
        notice.Say(handling.Text?.Trim());
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return NoticeView.Of(notice);
    }

    private DomainRefusal? Submit(ImportedNotice notice, DraftHandling handling, Actor actor)
    {
        var unsettled = IssueRules.Check(
            NoticeDocument.FromJson(notice.Draft),
            new IssueTerms(handling.Version, null),
            reference.Days.DateAt(clock.Now)
        );
        if ((DraftRules.MaySubmit(notice.State) ?? Seen(notice, handling) ?? unsettled) is { } refusal)
        {
            return refusal;
        }
        notice.Submit(actor.UserId, actor.Name, clock.Now);
        audit.Note(NoticeNotes.Moved(actor, notice, "submit", handling.Text));
        Tell(
            notice,
            holders.InGroup(PostGroups.OfficeDirector),
            MessageKind.PlanSubmitted,
            new Saying(actor, handling.Text)
        );
        return null;
    }

    private DomainRefusal? SendBack(ImportedNotice notice, DraftHandling handling, Actor actor)
    {
        if ((DraftRules.MaySendBack(notice.State, actor, handling.Text) ?? Seen(notice, handling)) is { } refusal)
        {
            return refusal;
        }
        notice.SendBack();
        audit.Note(NoticeNotes.Moved(actor, notice, "send-back", handling.Text));
        if (notice.SubmittedById is { } by && by != actor.UserId && holders.Find(by) is { } clerk)
        {
            Tell(notice, [clerk], MessageKind.PlanSentBack, new Saying(actor, handling.Text));
        }
        return null;
    }

    private static DomainRefusal? Seen(ImportedNotice notice, DraftHandling handling) =>
        handling.Version is { } seen && seen != notice.Version ? new NoticeHasChanged(notice.Version)
        : handling.Text is { Length: > DraftHandling.MostCharacters }
            ? new AnswerIsTooLong("text", DraftHandling.MostCharacters)
        : null;

    private void Tell(ImportedNotice notice, IEnumerable<Person> people, MessageKind kind, Saying saying)
    {
        var facts = new MessageFacts(
            0,
            "",
            notice.Title,
            "",
            "",
            PostGroups.OfficeCode,
            null,
            From: saying.By.Name,
            Text: saying.Text
        )
        {
            NoticeId = Opaque.Of(notice.Id),
        };
        messages.Tell(people, kind, facts, $"{notice.Id}:{notice.Version}");
    }

    private sealed record Saying(Actor By, string? Text);
}
