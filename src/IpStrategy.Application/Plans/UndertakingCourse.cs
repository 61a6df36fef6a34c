using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Extensions;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>One thing a person did or has before him, as the course of an undertaking shows it.</summary>
/// <param name="Period">Of a progress report and its signatures: the period reported on.</param>
/// <param name="Text">Opinion, reply or paper; empty when none was written.</param>
public sealed record CourseEntry(
    DateTimeOffset At,
    string Kind,
    string? WorkItemId,
    string Step,
    string StepName,
    string BodyName,
    string? Person,
    string? Outcome,
    string Text,
    string? Evidence,
    int Round,
    string? Period = null
);

/// <summary>The course of one undertaking: what was done, in order, and what lies open now.</summary>
public sealed record CourseView(
    string UndertakingId,
    string LeadCode,
    string LeadName,
    string State,
    string? Light,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    ImmutableArray<CourseEntry> Entries,
    ImmutableArray<WorkItemView> Open
)
{
    /// <summary>文号 of the letter that handed it out.</summary>
    public string LetterNumber { get; init; } = "";
}

/// <summary>Puts the course together from work items and the papers, replies and opinions that belong to them.</summary>
public sealed class UndertakingCourse(IpStrategyContext db, ReferenceTables reference, DomainClock clock)
{
    public async Task<CourseView> OfUndertakingAsync(Undertaking undertaking, CancellationToken cancel) =>
        (await OfAsync([undertaking], cancel))[0];

    /// <summary>Six queries for any number of undertakings.</summary>
    public async Task<ImmutableArray<CourseView>> OfAsync(
        IReadOnlyList<Undertaking> undertakings,
        CancellationToken cancel
    )
    {
        var ids = undertakings.Select(u => u.Id).ToList();
        var items = await ItemsOf(ids).ToListAsync(cancel);
        var replies = await db.Replies.AsNoTracking().Where(r => ids.Contains(r.UndertakingId)).ToListAsync(cancel);
        var papers = await db.Submissions.AsNoTracking().Where(s => ids.Contains(s.UndertakingId)).ToListAsync(cancel);
        var answers = await db
            .ReplyAnswers.AsNoTracking()
            .Where(a => ids.Contains(a.UndertakingId))
            .ToListAsync(cancel);
        var opinions = await OpinionsOn(ids).ToListAsync(cancel);
        var extensions = await db
            .Extensions.AsNoTracking()
            .Where(e => ids.Contains(e.UndertakingId))
            .ToListAsync(cancel);
        var byId = items.ToDictionary(w => w.Id);
        var entries = items
            .Where(ClosedUndone)
            .Select(w => (w.UndertakingId, Entry: Closed(w)))
            .Concat(answers.Select(a => ((long?)a.UndertakingId, Of(a, byId[a.WorkItemId]))))
            // Of a deemed one it is told that the item was closed so.
            .Concat(replies.Where(r => !r.IsDeemed).Select(r => ((long?)r.UndertakingId, Of(r, byId[r.WorkItemId]))))
            .Concat(papers.Select(s => ((long?)s.UndertakingId, Of(s, byId[s.WorkItemId]))))
            .Concat(opinions.Select(o => (o.UndertakingId, Entry: Of(o, byId[o.WorkItemId]))))
            .Concat(extensions.Select(e => ((long?)e.UndertakingId, Entry: Of(e))))
            .ToLookup(x => x.Item1, x => x.Item2);
        var open = items.Where(w => w.State == WorkItemState.Open).ToLookup(w => w.UndertakingId);
        return [.. undertakings.Select(u => View(u, entries[u.Id], open[u.Id]))];
    }

    private IQueryable<WorkItem> ItemsOf(List<long> undertakings) =>
        db
            .WorkItems.AsNoTracking()
            .Where(w => w.UndertakingId != null && undertakings.Contains(w.UndertakingId.Value))
            .OrderBy(w => w.Id);

    private IQueryable<Opinion> OpinionsOn(List<long> undertakings) =>
        db.Opinions.AsNoTracking().Where(o => o.UndertakingId != null && undertakings.Contains(o.UndertakingId.Value));

    private static bool ClosedUndone(WorkItem w) =>
        w.State
            is not (WorkItemState.Open or WorkItemState.Waiting or WorkItemState.Completed or WorkItemState.Rejected);

    private CourseEntry Closed(WorkItem w) => Entry(w, w.ClosedAt!.Value, Words.Of(w.State), null, "");

    private CourseEntry Of(Reply r, WorkItem w) =>
        Entry(w, r.GivenAt, "reply", r.GivenBy, r.Opinion) with
        {
            Outcome = Words.Of(r.Outcome),
        };

    private CourseEntry Of(ReplyAnswer a, WorkItem w) =>
        Entry(w, a.GivenAt, "answer", a.GivenBy, $"{reference.NameOf(a.AgencyCode, a.GivenAt)}：{a.Text}") with
        {
            Outcome = Words.Of(a.Decision),
        };

    private CourseEntry Of(Submission s, WorkItem w) =>
        Entry(w, s.SubmittedAt, Words.Of(s.Kind), s.SubmittedBy, s.Text) with
        {
            Evidence = s.Evidence,
        };

    private CourseEntry Of(Opinion o, WorkItem w) =>
        Entry(w, o.GivenAt, o.Verdict, o.GivenBy, o.Text) with
        {
            Outcome = w.Outcome,
        };

    private CourseEntry Of(Extension e) =>
        new(
            e.AskedAt,
            "requestExtension",
            e.WorkItemId is { } item ? Opaque.Of(item) : null,
            StepRules.DecideExtension,
            "",
            reference.NameOf(e.Body),
            e.AskedByName,
            Words.Of(e.State),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{e.OldDueOn:yyyy-MM-dd} → {e.WantedOn:yyyy-MM-dd}\n{e.Reason}"
            ),
            null,
            0
        );

    private CourseView View(Undertaking u, IEnumerable<CourseEntry> entries, IEnumerable<WorkItem> open) =>
        new(
            Opaque.Of(u.Id),
            u.LeadCode,
            u.LeadName,
            Words.Of(u.State),
            u.State is UndertakingState.Running or UndertakingState.Suspended
                ? Words.Of(
                    new LightThresholds(u.YellowAt, u.RedAt, u.SuspendedAt ?? u.ExtensionAskedAt).LightAt(clock.Now)
                )
                : null,
            u.StartedAt,
            u.CompletedAt,
            [.. entries.OrderBy(e => e.At)],
            [.. open.Select(w => WorkItemView.Of(w, reference, clock.Now))]
        )
        {
            LetterNumber = u.LetterNumber,
        };

    private CourseEntry Entry(WorkItem w, DateTimeOffset at, string kind, string? person, string text) =>
        new(
            at,
            kind,
            Opaque.Of(w.Id),
            w.Step,
            w.StepName,
            reference.NameOf(w.Body, at),
            person,
            null,
            text,
            null,
            w.Round,
            w.Period
        );
}
