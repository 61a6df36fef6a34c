using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Persistence;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Plans;

/// <summary>One agency in one round: when it was to reply, what it replied and why, and what the lead answered.</summary>
/// <param name="State">Of its work item.</param>
/// <param name="Outcome">Null = no reply yet, or asked no more.</param>
/// <param name="IsDeemed">The rule for silence made it a concurrence; nobody replied.</param>
/// <param name="Answer"><c>revise</c> or <c>maintain</c>; null where nothing was to be answered, or it has not been yet.</param>
public sealed record AgencyReplyView(
    string WorkItemId,
    string Agency,
    string AgencyName,
    string State,
    DateOnly? DueOn,
    string? Outcome,
    bool IsDeemed,
    string Reasons,
    string? By,
    DateTimeOffset? At,
    string? Answer,
    string? AnswerText,
    string? AnsweredBy,
    DateTimeOffset? AnsweredAt
);

public sealed record ConsultationRoundView(int Round, ImmutableArray<AgencyReplyView> Replies);

/// <summary>What the office noted when it convened the agencies, or what a leader decided.</summary>
public sealed record ImpasseStepView(string Text, string By, DateTimeOffset At);

/// <summary>分歧裁定: null in either place = not yet.</summary>
public sealed record ImpasseView(ImpasseStepView? Convened, ImpasseStepView? Decided);

/// <summary>征求意见记录: one consultation from its first round to its end, in one place.</summary>
/// <param name="Impasse">Null where nothing was left to a leader.</param>
public sealed record ConsultationView(
    string UndertakingId,
    string LeadName,
    ImmutableArray<ConsultationRoundView> Rounds,
    ImpasseView? Impasse
);

/// <summary>Puts the record together from work items, replies, answers and opinions. The caller has checked that the undertakings may be seen.</summary>
public sealed class ConsultationRecord(IpStrategyContext db, ReferenceTables reference)
{
    private static readonly string[] Steps =
    [
        StepRules.Reply,
        StepRules.AnswerNonConcur,
        StepRules.Convene,
        StepRules.DecideImpasse,
    ];

    /// <summary>Four queries for any number of undertakings.</summary>
    public async Task<ImmutableArray<ConsultationView>> RunAsync(
        IReadOnlyList<Undertaking> undertakings,
        CancellationToken cancel
    )
    {
        var ids = undertakings.Select(u => u.Id).ToList();
        var items = await db
            .WorkItems.AsNoTracking()
            .Where(w => w.UndertakingId != null && ids.Contains(w.UndertakingId.Value) && Steps.Contains(w.Step))
            .OrderBy(w => w.Id)
            .ToListAsync(cancel);
        if (items.Count == 0)
        {
            return [];
        }
        var papers = new Papers(
            await db.Replies.AsNoTracking().Where(r => ids.Contains(r.UndertakingId)).ToListAsync(cancel),
            await db.ReplyAnswers.AsNoTracking().Where(a => ids.Contains(a.UndertakingId)).ToListAsync(cancel),
            await OpinionsAsync(ids, cancel)
        );
        var leads = undertakings.ToDictionary(u => u.Id, u => u.LeadName);
        return
        [
            .. items
                .GroupBy(w => w.InstanceId)
                .OrderBy(g => g.Key)
                .Select(g => View(leads[g.First().UndertakingId!.Value], [.. g], papers)),
        ];
    }

    private Task<List<Opinion>> OpinionsAsync(List<long> ids, CancellationToken cancel) =>
        db
            .Opinions.AsNoTracking()
            .Where(o => o.UndertakingId != null && ids.Contains(o.UndertakingId.Value))
            .Where(o => o.Verdict == "complete")
            .Where(o => o.Step == StepRules.Convene || o.Step == StepRules.DecideImpasse)
            .ToListAsync(cancel);

    private ConsultationView View(string leadName, List<WorkItem> items, Papers papers)
    {
        var asked = items.Where(w => w is { Step: StepRules.Reply, Seat: 1 }).ToList();
        var answering = items.Where(w => w.Step == StepRules.AnswerNonConcur).Select(w => w.Id).ToHashSet();
        var later = items.Where(w => w.Step is StepRules.Convene or StepRules.DecideImpasse).ToList();
        return new ConsultationView(
            Opaque.Of(items[0].UndertakingId!.Value),
            leadName,
            [
                .. asked
                    .GroupBy(w => w.Round)
                    .OrderBy(g => g.Key)
                    .Select(g => new ConsultationRoundView(g.Key, [.. g.Select(w => Row(w, papers, answering))])),
            ],
            later.Count == 0
                ? null
                : new ImpasseView(papers.Last(later, StepRules.Convene), papers.Last(later, StepRules.DecideImpasse))
        );
    }

    private AgencyReplyView Row(WorkItem item, Papers papers, HashSet<long> answering)
    {
        var reply = papers.Replies.Find(r => r.WorkItemId == item.Id);
        var answer = reply is null ? null : papers.AnswerTo(reply, answering);
        return new AgencyReplyView(
            Opaque.Of(item.Id),
            item.Body,
            reference.NameOf(item.Body, item.OpenedAt),
            Words.Of(item.State),
            item.DueOn,
            reply is null ? null : Words.Of(reply.Outcome),
            reply is { IsDeemed: true },
            reply?.Opinion ?? "",
            reply is null or { IsDeemed: true } ? null : reply.GivenBy,
            reply?.GivenAt,
            answer is null ? null : Words.Of(answer.Decision),
            answer?.Text,
            answer?.GivenBy,
            answer?.GivenAt
        );
    }

    private sealed record Papers(List<Reply> Replies, List<ReplyAnswer> Answers, List<Opinion> Opinions)
    {
        /// <param name="answering">Items of the same consultation: after a return the same round may come again in another.</param>
        public ReplyAnswer? AnswerTo(Reply reply, HashSet<long> answering) =>
            Answers.Find(a =>
                answering.Contains(a.WorkItemId) && a.AgencyCode == reply.AgencyCode && a.Round == reply.Round
            );

        public ImpasseStepView? Last(List<WorkItem> items, string step) =>
            Opinions
                .Where(o => o.Step == step && items.Exists(w => w.Id == o.WorkItemId))
                .OrderBy(o => o.GivenAt)
                .Select(o => new ImpasseStepView(o.Text, o.GivenBy, o.GivenAt))
                .LastOrDefault();
    }
}
