using IpStrategy.Application.Approvals;
using IpStrategy.Application.Deliverables;
using IpStrategy.Application.Processes;
using IpStrategy.Application.Tests.Plans.Control;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Deliverables;
using IpStrategy.Domain.Plans;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Testing;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Attachments;

/// <summary>成果 from the issue of the plan to the office's check.</summary>
public sealed class DeliverableTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_is_not_accepted_goes_back_and_passes_when_shown_otherwise(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        const int number = 29;
        var lead = await office.ReadAsync(db =>
            db.Undertakings.Where(u => u.AssignmentNumber == number).Select(u => u.LeadCode).SingleAsync()
        );
        var officer = $"{lead}.officer";
        await CarryToCompletionAsync(office, number, lead);
        var promised = Assert.Single(await office.DeliverablesAsync(number));
        var item = await office.TheItemAsync(officer, number, StepRules.ApplyForCompletion);
        var refused = await office.CompleteAsync(officer, item, null, ("summary", "完成"));
        Assert.Equal([promised.Title], Assert.IsType<DeliverablesNeedEvidence>(refused.Refusal).Deliverables);
        var file = await office.AttachAsync(officer, item, "成果.pdf", SampleFiles.Pdf(), promised.Id);
        Assert.Null(file.Refusal);
        Assert.Null((await office.CompleteAsync(officer, item, null, ("summary", "完成"))).Refusal);
        await office.DoStepAsync($"{lead}.leader", number, StepRules.LeaderSign);

        var bare = new DeliverableChange(promised.Id, Verdict: DeliverableVerdict.NotAccepted);
        Assert.IsType<VerdictNeedsReason>((await office.KeepAsync("office.clerk", number, bare)).Refusal);
        Assert.IsType<OnlyTheOfficeMay>((await office.KeepAsync(officer, number, bare)).Refusal);
        Assert.Null((await office.KeepAsync("office.clerk", number, bare with { Reason = "缺附表" })).Refusal);
        var check = await office.TheItemAsync("office.clerk", number, StepRules.OfficeCheck);
        Assert.IsType<DeliverablesAreNotAccepted>((await office.CompleteAsync("office.clerk", check)).Refusal);
        var back = new ReturnWorkItem.Choice(StepRules.ApplyForCompletion, ResumeMode.WalkAgain, "缺附表");
        Assert.Null((await office.ReturnAsync("office.clerk", check, back)).Refusal);

        var again = await office.TheItemAsync(officer, number, StepRules.ApplyForCompletion);
        Assert.IsType<DeliverablesNeedEvidence>(
            (await office.CompleteAsync(officer, again, null, ("summary", "完成"))).Refusal
        );
        await office.DoStepAsync(
            officer,
            number,
            StepRules.ApplyForCompletion,
            null,
            ("summary", "补齐"),
            ("evidence", "附表见文号")
        );
        await office.DoStepAsync($"{lead}.leader", number, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", number, StepRules.OfficeCheck);
        var accepted = Assert.Single(await office.DeliverablesAsync(number));
        Assert.Equal((DeliverableVerdict.Accepted, "附表见文号"), (accepted.Verdict, accepted.Note));
    }

    [Fact]
    public async Task Every_promise_of_the_notice_is_there_for_each_lead_and_a_waived_one_is_not_asked_for()
    {
        await using var office = await Office.OpenAsync();
        await office.IssueAsync();
        int[] promising = [6, 29, 31, 35, 46, 53, 56, 59, 61, 62, 66, 69];
        var found = await office.ReadAsync(db =>
            db.Deliverables.Join(db.Assignments, d => d.AssignmentId, a => a.Id, (d, a) => a.Number)
                .Distinct()
                .Order()
                .ToListAsync()
        );
        Assert.Equal(promising, found);
        Assert.Equal(16, (await office.DeliverablesAsync(6)).Select(d => d.UndertakingId).Distinct().Count());

        var waived = await office.DeliverablesAsync(66);
        var changes = waived.Select(d => new DeliverableChange(d.Id, Waive: "并入总结")).ToArray();
        Assert.Null((await office.KeepAsync("office.director", 66, changes)).Refusal);
        await office.DoStepAsync("office.clerk", 66, StepRules.Acknowledge);
        await office.DoStepAsync("office.clerk", 66, StepRules.DraftPlan, null, ("plan", "方案"));
        await office.DoStepAsync("office.director", 66, StepRules.LeaderSign);
        await office.DoStepAsync("group.deputy", 66, StepRules.DeputySign);
        await office.DoStepAsync("office.clerk", 66, StepRules.ApplyForCompletion, null, ("summary", "完成"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Each_is_offered_his_part_the_lead_a_place_to_upload_to_and_nobody_anything_while_it_stands_still(
        TestDatabase database
    )
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        const int number = 29;
        var lead = (await office.ViewAsync("office.clerk", number)).Courses[0].LeadCode;
        var officer = $"{lead}.officer";

        var clerks = await DeskAsync(office, "office.clerk", number);
        Assert.Null(clerks!.Shape);
        Assert.IsType<OnlyTheLeadAgencyShows>(clerks.Show);
        Assert.Null(clerks.UploadTo);
        var own = await DeskAsync(office, officer, number);
        Assert.IsType<OnlyTheOfficeMay>(own!.Shape);
        Assert.Null(own.Show);
        var item = await office.TheItemAsync(officer, number, StepRules.Acknowledge);
        Assert.Equal(Opaque.Read(item.Id), own.UploadTo);
        var looks = await DeskAsync(office, "leadership", number);
        Assert.False(looks!.Shape is null || looks.Show is null, "who only looks is offered nothing");
        Assert.Null(await DeskAsync(office, "kw.officer", number));
        Assert.True((await office.ViewAsync("office.clerk", number)).MayKeepDeliverables);
        Assert.True((await office.ViewAsync(officer, number)).MayKeepDeliverables);
        Assert.False((await office.ViewAsync("leadership", number)).MayKeepDeliverables);

        await office.DoControlAsync(number, ControlVerb.Suspend);
        Assert.IsType<UndertakingIsSuspended>((await DeskAsync(office, "office.clerk", number))!.Hindrance);
        var held = await DeskAsync(office, officer, number);
        Assert.IsType<UndertakingIsSuspended>(held!.Hindrance);
        Assert.Null(held.UploadTo);
        var promised = (await office.DeliverablesAsync(number))[0];
        Assert.IsType<UndertakingIsSuspended>(
            (await office.KeepAsync(officer, number, new DeliverableChange(promised.Id, Note: "网址"))).Refusal
        );
        Assert.False((await office.ViewAsync("office.clerk", number)).MayKeepDeliverables);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_same_form_sent_twice_adds_one(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var assignment = await office.AssignmentAsync(29);
        var order = new DeliverableOrder(assignment, null, [new DeliverableChange(null, Title: "培训名册")]);
        for (var i = 0; i < 2; i++)
        {
            var done = await office.AskAsync<KeepDeliverables, Outcome<Page<DeliverableView>>>(u =>
                u.RunAsync(order, new WriteRequest("once", "print"), office.Person("office.clerk"), default)
            );
            Assert.Equal("培训名册", done.Value.Items[^1].Title);
        }
        Assert.Equal(2, (await office.DeliverablesAsync(29)).Count);
    }

    private static async Task<DeliverableDesk?> DeskAsync(Office office, string who, int number)
    {
        var assignment = await office.AssignmentAsync(number);
        return await office.AskAsync<DeliverableDesks, DeliverableDesk?>(u =>
            u.RunAsync(assignment, null, office.Person(who), default)
        );
    }

    private static async Task CarryToCompletionAsync(Office office, int number, string lead)
    {
        await office.BeginConsultationAsync(lead, number);
        var asked = await office.ReadAsync(db =>
            db.WorkItems.Where(w =>
                    w.AssignmentNumber == number && w.Step == StepRules.Reply && w.State == WorkItemState.Open
                )
                .Select(w => w.Body)
                .ToListAsync()
        );
        foreach (var body in asked)
        {
            await office.DoStepAsync($"{body}.officer", number, StepRules.Reply, null, ("outcome", "Concur"));
        }
        if (asked.Count > 0)
        {
            await office.DoStepAsync($"{lead}.officer", number, StepRules.Consolidate, null, ("plan", "方案"));
        }
        await office.DoStepAsync($"{lead}.leader", number, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", number, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", number, StepRules.DirectorSign);
    }
}
