using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Agencies;

/// <summary>The reform of 2018, brought forward to a day on which the plan of 2010 is under way.</summary>
internal static class ReformOffice
{
    public const string Market = "gsj2018";
    public const string Industry = "jxw2018";
    public const string Medicines = "syjj2018";

    public static async Task<ReorganisationDocument> ReformAsync(this Office office, DateOnly on)
    {
        var announced = await office.AskAsync<ReorganisationList, Outcome<ReorganisationDocument>>(u =>
            u.AnnouncedAsync(new(2018, 1, 1), new(2018, 12, 31), office.Person("admin.system"), default)
        );
        return announced.Value with
        {
            Title = "机构改革",
            LegalBasis = "天津市机构改革方案",
            Steps = [.. announced.Value.Steps.Select(s => s with { EffectiveOn = on })],
        };
    }

    public static ReorganisationDocument Merging(DateOnly on, string into, params string[] agencies) =>
        new("合并", "批复", [new StepDocument("merge", on, [.. agencies], [new HeirDocument(into)])]);

    public static Task<Outcome<ReorganisationPreview>> PreviewAsync(
        this Office office,
        ReorganisationDocument document
    ) =>
        office.AskAsync<CarryOutReorganisation, Outcome<ReorganisationPreview>>(u =>
            u.PreviewAsync(document, office.Person("admin.system"), default)
        );

    public static Task<Outcome<ReorganisationView>> CarryOutAsync(
        this Office office,
        ReorganisationDocument document,
        string? mark,
        WriteRequest? request = null
    ) =>
        office.AskAsync<CarryOutReorganisation, Outcome<ReorganisationView>>(u =>
            u.RunAsync(document, mark, request ?? WriteRequest.Plain, office.Person("admin.system"), default)
        );

    public static async Task<ReorganisationView> ReformedAsync(this Office office, ReorganisationDocument document)
    {
        var preview = await office.PreviewAsync(document);
        Assert.False(preview.IsRefused, preview.Refusal?.ToString());
        var done = await office.CarryOutAsync(document, preview.Value.Mark);
        Assert.False(done.IsRefused, done.Refusal?.ToString());
        return done.Value;
    }

    public static Task ReplyAsync(this Office office, string who, int number, ReplyOutcome outcome) =>
        office.DoStepAsync(who, number, StepRules.Reply, "意见", ("outcome", outcome.ToString()));

    /// <summary>Open requests for input of one assignment, by the body that must answer.</summary>
    public static Task<List<string>> AskedAsync(this Office office, int number) =>
        office.ReadAsync(db =>
            db.WorkItems.Where(w => w.AssignmentNumber == number && w.Step == StepRules.Reply)
                .Where(w => w.State == WorkItemState.Open)
                .Select(w => w.Body)
                .OrderBy(b => b)
                .ToListAsync()
        );

    /// <summary>Nobody asks himself, nobody is asked twice, and for all that lies open somebody has an account.</summary>
    public static Task InsistThatEverythingGoesOnAsync(this Office office, params string[] ended) =>
        office.InOneScopeAsync(async services =>
        {
            var db = (IpStrategy.Persistence.IpStrategyContext)
                services.GetService(typeof(IpStrategy.Persistence.IpStrategyContext))!;
            var holders = (PostHolders)services.GetService(typeof(PostHolders))!;
            var open = await db.WorkItems.Where(w => w.State == WorkItemState.Open).ToListAsync();
            var leads = await db.Undertakings.ToDictionaryAsync(u => u.Id, u => u.LeadCode);
            foreach (var item in open)
            {
                var groups = await db
                    .WorkItemCandidates.Where(c => c.WorkItemId == item.Id)
                    .Select(c => c.Group)
                    .ToListAsync();
                Assert.DoesNotContain(item.Body, ended);
                Assert.True(
                    item.AssigneeId is { } id
                        ? holders.Find(id)!.AsActor().Groups.Intersect(groups).Any()
                        : groups.Any(g => !holders.InGroup(g).IsEmpty),
                    $"{item.AssignmentNumber} {item.Step} of {item.Body} lies with nobody: {string.Join(' ', groups)}"
                );
                if (item.Step is StepRules.Reply or StepRules.Countersign)
                {
                    Assert.NotEqual(leads[item.UndertakingId!.Value], item.Body);
                }
            }
            var asked = open.Where(w => w.Step is StepRules.Reply or StepRules.Countersign && w.Seat == 1)
                .Select(w => (w.UndertakingId, w.Step, w.Body))
                .ToList();
            Assert.Equal(asked.Distinct().Count(), asked.Count);
            Assert.Empty(await db.Incidents.Where(i => i.ClosedAt == null).ToListAsync());
        });
}
