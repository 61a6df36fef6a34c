using IpStrategy.Application.Agencies.Reorganisations;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Tests.Plans.Control;
using IpStrategy.Domain.Agencies.Reorganisations;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Agencies;
using IpStrategy.Workflow;
using IpStrategy.Workflow.Execution;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Agencies;

/// <summary>The reform of 2018 while the plan is under way: what lies open finds its people, nobody asks himself, the record stays.</summary>
public abstract class ReorganisationTests
{
    private static readonly DateOnly Today = new(2010, 3, 15);
    private static readonly string[] Ended = ["gsj", "zjj", "bqj", "jxw", "zxqyj", "fzb", "syjj", "jyjyj"];

    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task The_preview_names_the_assignments_and_changes_nothing()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var preview = (await office.PreviewAsync(await office.ReformAsync(Today))).Value;
        Assert.Equal([24], With(preview, "leadsBecomeOne"));
        Assert.Equal([27, 36], With(preview, "leadAndCoResponsibleBecomeOne"));
        Assert.Equal([19, 37, 38, 64], With(preview, "partiesBecomeOne"));
        var divided = preview.Assignments.Where(a => a.Choices.Length > 0).Select(a => a.Number);
        Assert.Equal([9, 39], divided);
        Assert.Empty(preview.WithoutPeople.Where(a => a.Code != ReformOffice.Medicines));
        Assert.Equal(8 * 2, preview.Accounts.Length);
        Assert.Equal(0, await office.ReadAsync(db => db.Reorganisations.CountAsync()));
        Assert.Equal(47, await office.ReadAsync(db => db.Agencies.CountAsync()));
        await office.TheItemAsync("gsj.officer", 24, StepRules.Acknowledge);
    }

    [Fact]
    public async Task In_39_lead_and_party_become_one_only_if_the_office_says_food()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var reform = await office.ReformAsync(Today);
        var id = await office.ReadAsync(db =>
            db.Assignments.Where(a => a.Number == 39).Select(a => a.Id).SingleAsync()
        );
        var food = reform with { Choices = [new AssignmentChoice(Opaque.Of(id), ReformOffice.Market)] };
        Assert.Equal([27, 36, 39], With((await office.PreviewAsync(food)).Value, "leadAndCoResponsibleBecomeOne"));
        var elsewhere = reform with { Choices = [new AssignmentChoice(Opaque.Of(id), "hg")] };
        Assert.Equal(new ChosenAgencyTakesNothingOver(39, "hg"), (await office.PreviewAsync(elsewhere)).Refusal);
        await office.ReformedAsync(food);
        Assert.Equal(ReformOffice.Market, await LeadOf(office, 39));
    }

    [Fact]
    public async Task In_the_middle_of_everything_each_open_item_finds_its_people()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await WalkAsync(office);
        await office.ReformedAsync(await office.ReformAsync(Today));
        await office.InsistThatEverythingGoesOnAsync(Ended);
        // 27: the lead's own half is not asked; the inspection bureau's request lies with the customs.
        Assert.Equal(["hg", "nw"], await office.AskedAsync(27));
        Assert.Equal(["hg"], await office.AskedAsync(36));
        Assert.Equal(["gzw", ReformOffice.Industry], await office.AskedAsync(19));
        Assert.Equal(["hg"], await office.AskedAsync(37));
        Assert.Equal(["czj", ReformOffice.Market, "nw", "xcb"], await office.AskedAsync(64));
        Assert.Equal(ReformOffice.Market, await LeadOf(office, 24));
    }

    [Fact]
    public async Task Two_leads_that_become_one_sign_once_and_go_on()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("gsj", 24);
        await office.TheItemAsync("zjj.leader", 24, StepRules.Countersign);
        await office.ReformedAsync(await office.ReformAsync(Today));
        // What the other joint lead had to countersign is its own paper now; either leader may sign it.
        var sign = await office.TheItemAsync("zjj.leader", 24, StepRules.LeaderSign);
        Assert.Equal(sign.Id, (await office.TheItemAsync("gsj.leader", 24, StepRules.LeaderSign)).Id);
        await office.DoStepAsync("zjj.leader", 24, StepRules.LeaderSign, "同意");
        await FinishAsync(office, 24, "gsj");
    }

    [Fact]
    public async Task An_objection_of_the_leads_own_half_is_on_record_and_not_asked_again()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zjj", 36);
        await office.ReplyAsync("gsj.officer", 36, ReplyOutcome.NonConcur);
        await office.ReplyAsync("zscqj.officer", 36, ReplyOutcome.Concur);
        await office.ReformedAsync(await office.ReformAsync(Today));
        await office.ReplyAsync("jyjyj.officer", 36, ReplyOutcome.Concur);
        await office.DoStepAsync("gsj.officer", 36, StepRules.Consolidate, null, ("plan", "修改稿"));
        await office.DoStepAsync("gsj.leader", 36, StepRules.LeaderSign, "同意");
        await FinishAsync(office, 36, "zjj");
        Assert.Equal(
            ["gsj", "hg", "zscqj"],
            await office.ReadAsync(db => db.Replies.Select(r => r.AgencyCode).OrderBy(c => c).ToListAsync())
        );
    }

    [Fact]
    public async Task Who_objected_is_asked_again_under_the_successors_name_and_once()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 64);
        foreach (var party in new[] { "czj", "bqj", "nw" })
        {
            await office.ReplyAsync($"{party}.officer", 64, ReplyOutcome.Concur);
        }
        await office.ReplyAsync("gsj.officer", 64, ReplyOutcome.NonConcur);
        await office.ReformedAsync(await office.ReformAsync(Today));
        Assert.Equal([ReformOffice.Market], await office.AskedAsync(64));
        await office.ReplyAsync("zjj.officer", 64, ReplyOutcome.NonConcur);
        await office.DoStepAsync(
            "zscqj.officer",
            64,
            StepRules.AnswerNonConcur,
            null,
            ($"decision.{ReformOffice.Market}", "revise"),
            ($"answer.{ReformOffice.Market}", "已改")
        );
        Assert.Equal([ReformOffice.Market], await office.AskedAsync(64));
        await office.ReplyAsync("gsj.officer", 64, ReplyOutcome.Concur);
        await office.TheItemAsync("zscqj.officer", 64, StepRules.Consolidate);
    }

    [Fact]
    public async Task The_only_one_to_be_asked_merges_with_the_lead_and_the_paper_goes_on()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var (number, lead, party) = await PairAsync(office);
        await office.BeginConsultationAsync(lead, number);
        await office.ReformedAsync(ReformOffice.Merging(Today, lead, party));
        Assert.Empty(await office.AskedAsync(number));
        await office.TheItemAsync($"{party}.officer", number, StepRules.Consolidate);
        await office.InsistThatEverythingGoesOnAsync(party);
    }

    [Fact]
    public async Task A_suspended_course_is_moved_too_and_stays_suspended()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("gsj", 27);
        var root = await office.ReadAsync(db =>
            db.Undertakings.Where(u => u.AssignmentNumber == 27).Select(u => u.InstanceId).SingleAsync()
        );
        await office.DoControlAsync(27, ControlVerb.Suspend);
        await office.ReformedAsync(await office.ReformAsync(Today));
        Assert.Equal(["hg", "nw"], await office.AskedAsync(27));
        var states = await office.ReadAsync(db =>
            db.Instances.Where(i => i.RootId == root && i.EndedAt == null).Select(i => i.Status).ToListAsync()
        );
        Assert.Equal([InstanceStatus.Suspended, InstanceStatus.Suspended], states);
    }

    [Fact]
    public async Task History_names_those_who_acted_as_they_were_called_then()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("sww", 38);
        await office.BeginConsultationAsync("gsj", 24);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.ReplyAsync("gsj.officer", 38, ReplyOutcome.Concur);
        office.Clock.Advance(TimeSpan.FromDays(1));
        await office.ReformedAsync(await office.ReformAsync(Today.AddDays(1)));
        office.Clock.Advance(TimeSpan.FromDays(1));
        await office.ReplyAsync("hg.officer", 38, ReplyOutcome.Concur);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.DoStepAsync("sww.officer", 38, StepRules.Consolidate, null, ("plan", "方案"));
        var course = await CourseAsync(office, 38);
        Assert.Equal(
            ["市商务委", "市工商局", "天津检验检疫局", "天津海关", "市商务局"],
            course
                .Entries.Where(e => e.Kind is "reply" or "actionPlan" or "consolidated" or "closedBecauseReorganised")
                .Select(e => e.BodyName)
        );
        Assert.Equal("市商务局", course.LeadName);
        var led = await CourseAsync(office, 24);
        Assert.Equal("市市场监督管理委员会", led.LeadName);
        Assert.Contains(led.Entries, e => e.BodyName == "市工商局");
        Assert.Contains(led.Open, e => e.BodyName == "市市场监督管理委员会");
    }

    [Fact]
    public async Task The_successor_sees_what_its_predecessors_had_a_part_in()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var before = await VisibleAsync(office, "gsj.officer", "zjj.officer");
        await office.ReformedAsync(await office.ReformAsync(Today));
        Assert.Equal(before, await VisibleAsync(office, "gsj.officer"));
        Assert.Equal(before, await VisibleAsync(office, "zjj.leader"));
    }

    [Fact]
    public async Task A_preview_that_is_older_than_the_work_is_refused_and_nothing_has_happened()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var reform = await office.ReformAsync(Today);
        var preview = (await office.PreviewAsync(reform)).Value;
        await office.DoStepAsync("gsj.officer", 24, StepRules.Acknowledge);
        Assert.IsType<ReorganisationPreviewIsOld>((await office.CarryOutAsync(reform, preview.Mark)).Refusal);
        Assert.Equal("gsj", await LeadOf(office, 24));
        Assert.Equal(47, await office.ReadAsync(db => db.Agencies.CountAsync()));
        Assert.Equal("gsj", office.Person("gsj.officer").AgencyCode);
    }

    [Fact]
    public async Task The_same_order_sent_twice_is_carried_out_once()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var reform = await office.ReformAsync(Today);
        var mark = (await office.PreviewAsync(reform)).Value.Mark;
        var request = new WriteRequest("key", "print");
        var both = await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => office.CarryOutAsync(reform, mark, request)))
        );
        Assert.Equal(both[0].Value.Id, both[1].Value.Id);
        Assert.Equal(1, await office.ReadAsync(db => db.Reorganisations.CountAsync()));
        // Without the key it is another order, and what it would befall is gone.
        Assert.IsType<StepAgencyIsGone>((await office.CarryOutAsync(reform, null)).Refusal);
    }

    [Fact]
    public async Task What_is_ordered_for_a_day_to_come_happens_on_that_day()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var ordered = await office.ReformedAsync(await office.ReformAsync(Today.AddDays(3)));
        Assert.Equal(("scheduled", Today.AddDays(3)), (ordered.State, ordered.NextOn));
        Assert.Equal("gsj", await LeadOf(office, 24));
        await office.DoStepAsync("gsj.officer", 24, StepRules.Acknowledge);
        await office.AdvanceAsync(TimeSpan.FromDays(3));
        var stored = await office.ReadAsync(db => db.Reorganisations.AsNoTracking().SingleAsync());
        Assert.Equal((ReorganisationState.CarriedOut, (string?)null), (stored.State, stored.Problem));
        Assert.Equal(ReformOffice.Market, await LeadOf(office, 24));
        await office.TheItemAsync("zjj.officer", 24, StepRules.DraftPlan);
        await office.InsistThatEverythingGoesOnAsync(Ended);
    }

    [Fact]
    public async Task Only_the_system_administrator_reorganises()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        var reform = await office.ReformAsync(Today);
        foreach (var who in new[] { "office.director", "gsj.leader", "leadership", "worker" })
        {
            var refused = await office.AskAsync<CarryOutReorganisation, Outcome<ReorganisationView>>(u =>
                u.RunAsync(reform, null, WriteRequest.Plain, office.Person(who), default)
            );
            Assert.IsType<IpStrategy.Domain.Rights.OnlySystemAdministratorsMay>(refused.Refusal);
        }
    }

    [Fact]
    public async Task Accounts_go_where_the_office_places_them_and_let_go_of_what_goes_elsewhere()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(async u =>
            await u.RunAsync(
                WorkItemRequest.Of(
                    Opaque.Read((await office.TheItemAsync("syjj.officer", 39, StepRules.Acknowledge)).Id)!.Value,
                    null
                ),
                office.Person("syjj.officer"),
                default
            )
        );
        var reform = await office.ReformAsync(Today) with
        {
            Accounts = [new AccountChoice("syjj.officer", ReformOffice.Market)],
        };
        await office.ReformedAsync(reform);
        Assert.Equal(ReformOffice.Market, office.Person("syjj.officer").AgencyCode);
        Assert.Equal(ReformOffice.Medicines, office.Person("syjj.leader").AgencyCode);
        var item = await office.ReadAsync(db =>
            db.WorkItems.SingleAsync(w => w.AssignmentNumber == 39 && w.State == WorkItemState.Open)
        );
        Assert.Equal((ReformOffice.Medicines, (long?)null), (item.Body, item.AssigneeId));
    }

    private static async Task WalkAsync(Office office)
    {
        await office.BeginConsultationAsync("gsj", 24);
        await office.BeginConsultationAsync("gsj", 27);
        await office.BeginConsultationAsync("zjj", 36);
        await office.ReplyAsync("gsj.officer", 36, ReplyOutcome.Concur);
        await office.ReplyAsync("zscqj.officer", 36, ReplyOutcome.Concur);
        await office.BeginConsultationAsync("zscqj", 19);
        await office.BeginConsultationAsync("zjj", 37);
        await office.BeginConsultationAsync("sww", 38);
        await office.ReplyAsync("gsj.officer", 38, ReplyOutcome.Concur);
        await office.BeginConsultationAsync("zscqj", 64);
        await office.BeginConsultationAsync("syjj", 39);
    }

    /// <summary>From the office's check of the plan to the end.</summary>
    private static async Task FinishAsync(Office office, int number, string lead)
    {
        await office.DoStepAsync("office.clerk", number, StepRules.OfficeCheck, "同意");
        await office.DoStepAsync("office.director", number, StepRules.DirectorSign, "同意");
        await office.DoStepAsync(
            $"{lead}.officer",
            number,
            StepRules.ApplyForCompletion,
            null,
            ("summary", "已完成"),
            ("evidence", "见附件")
        );
        await office.DoStepAsync($"{lead}.leader", number, StepRules.LeaderSign, "同意");
        await office.DoStepAsync("office.clerk", number, StepRules.OfficeCheck, "同意");
        await office.DoStepAsync("office.director", number, StepRules.DirectorSign, "同意");
        Assert.Equal(
            UndertakingState.Completed,
            await office.ReadAsync(db =>
                db.Undertakings.Where(u => u.AssignmentNumber == number).Select(u => u.State).SingleAsync()
            )
        );
    }

    private static IEnumerable<int> With(ReorganisationPreview preview, string union) =>
        preview.Assignments.Where(a => a.Unions.Contains(union)).Select(a => a.Number);

    private static Task<string> LeadOf(Office office, int number) =>
        office.ReadAsync(db =>
            db.Undertakings.Where(u => u.AssignmentNumber == number).Select(u => u.LeadCode).SingleAsync()
        );

    private static async Task<(int Number, string Lead, string Party)> PairAsync(Office office) =>
        await office.ReadAsync(async db =>
        {
            var pairs = await db
                .Undertakings.Where(u => db.UndertakingAgencies.Count(a => a.UndertakingId == u.Id) == 2)
                .Where(u => u.LeadCode != PostGroups.OfficeCode)
                .Where(u => db.Assignments.Any(a => a.Id == u.AssignmentId && a.UndertakingCount == 1))
                .OrderBy(u => u.AssignmentNumber)
                .ToListAsync();
            foreach (var u in pairs)
            {
                var party = await db.UndertakingAgencies.SingleAsync(a =>
                    a.UndertakingId == u.Id && a.AgencyCode != u.LeadCode
                );
                if (party.Role == PartyRole.CoResponsible && party.AgencyCode != PostGroups.OfficeCode)
                {
                    return (u.AssignmentNumber, u.LeadCode, party.AgencyCode);
                }
            }
            throw new InvalidOperationException("The plan has no assignment with one party to consult.");
        });

    private static async Task<CourseView> CourseAsync(Office office, int number)
    {
        var undertaking = await office.ReadAsync(db => db.Undertakings.SingleAsync(u => u.AssignmentNumber == number));
        return await office.AskAsync<UndertakingCourse, CourseView>(u => u.OfUndertakingAsync(undertaking, default));
    }

    private static async Task<List<long>> VisibleAsync(Office office, params string[] who) =>
        await office.ReadAsync(async db =>
        {
            var seen = new SortedSet<long>();
            foreach (var person in who)
            {
                seen.UnionWith(
                    await Visibility.Undertakings(db, office.Person(person)).Select(u => u.Id).ToListAsync()
                );
            }
            return seen.ToList();
        });
}

public sealed class SqliteReorganisationTests : ReorganisationTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlReorganisationTests : ReorganisationTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
