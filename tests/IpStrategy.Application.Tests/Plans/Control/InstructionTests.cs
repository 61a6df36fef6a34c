using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Persistence.Outbox;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Plans.Control;

/// <summary>批示: written by a leader, answered by its addressees, closed by the office, reminded of meanwhile.</summary>
public abstract class InstructionTests
{
    protected abstract TestDatabase Database { get; }

    [Fact]
    public async Task An_instruction_is_a_dated_work_item_that_the_addressee_answers_and_the_office_closes()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await InstructAsync(office, "leadership", "请加快进度，月底前报送情况。", []);
        var item = await office.TheItemAsync("zscqj.officer", 46, StepRules.CarryOutInstruction);
        Assert.Equal((new DateOnly(2010, 3, 22), "yellow"), (item.DueOn, item.Light));
        Assert.Contains(
            await office.ReadAsync(db => db.Inbox.Where(m => m.Kind == MessageKind.Instructed).ToListAsync()),
            m => m.RecipientId == office.Person("zscqj.officer").UserId
        );
        Assert.IsType<OpinionIsMissing>((await office.CompleteAsync("zscqj.officer", item)).Refusal);

        await office.DoStepAsync("zscqj.officer", 46, StepRules.CarryOutInstruction, "正在推进");
        await office.DoStepAsync("office.clerk", 46, StepRules.CheckInstruction, "请写明时间", ("verdict", "again"));
        await office.DoStepAsync("zscqj.officer", 46, StepRules.CarryOutInstruction, "三月底前完成");
        Assert.Equal("open", await StateAsync(office));
        await office.DoStepAsync("office.clerk", 46, StepRules.CheckInstruction, null, ("verdict", "accept"));

        Assert.Equal("done", await StateAsync(office));
        // The assignment itself goes on untouched.
        var view = await office.ViewAsync("leadership", 46);
        Assert.Equal(("running", "instruct"), (view.Courses[0].State, view.Changes.Single().Verb));
        Assert.Contains(view.Courses[0].Entries, e => e.Text == "三月底前完成");
        await office.DoStepAsync("zscqj.officer", 46, StepRules.Acknowledge);
    }

    [Fact]
    public async Task It_is_reminded_of_and_goes_on_while_the_assignment_stands_still()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await InstructAsync(office, "group.deputy", "请说明为何中止。", ["zscqj", "gsj"]);
        var done = await office.DoControlAsync(46, ControlVerb.Suspend);
        Assert.DoesNotContain(done.Effects, e => e is { Kind: "itemHeld", Step: StepRules.CarryOutInstruction });

        await office.AdvanceAsync(TimeSpan.FromDays(10));

        var officer = office.Person("gsj.officer").UserId;
        Assert.True(
            await office.ReadAsync(db =>
                db.Inbox.AnyAsync(m =>
                    m.RecipientId == officer
                    && m.Kind == MessageKind.Reminder
                    && m.Facts.Contains("carryOutInstruction")
                )
            )
        );
        await office.DoStepAsync("gsj.officer", 46, StepRules.CarryOutInstruction, "已说明");
        await office.DoControlAsync(46, ControlVerb.Terminate);
        Assert.Empty(await office.BodiesAsync(46, StepRules.CarryOutInstruction));
        Assert.Empty(await office.BodiesAsync(46, StepRules.CheckInstruction));
    }

    [Fact]
    public async Task What_the_office_is_told_to_do_the_leader_closes()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        await InstructAsync(office, "group.deputy", "请办公室牵头调研。", [PostGroups.OfficeCode]);
        await office.DoStepAsync("office.clerk", 46, StepRules.CarryOutInstruction, "已调研");
        Assert.DoesNotContain(
            await office.OpenItemsAsync("office.clerk", 46),
            i => i.Step == StepRules.CheckInstruction
        );
        await office.DoStepAsync("group.deputy", 46, StepRules.CheckInstruction, null, ("verdict", "accept"));
        Assert.Equal("done", await StateAsync(office));
    }

    [Fact]
    public async Task Leaders_instruct_those_who_take_part_with_a_text_and_a_date()
    {
        await using var office = await Office.OpenAsync(Database);
        await office.IssueAsync();
        async Task<object?> Refused(string who, string? text, string[] to, DueRule? due) =>
            (
                await office.ControlAsync(
                    who,
                    46,
                    ControlVerb.Instruct,
                    o => o with { Text = text, Agencies = [.. to], Due = due }
                )
            ).Refusal;
        var soon = new DueRule.WorkingDays(5);
        Assert.IsType<OnlyLeadersInstruct>(await Refused("zscqj.leader", "请办", [], soon));
        Assert.IsType<AddresseeTakesNoPart>(await Refused("leadership", "请办", ["fl"], soon));
        Assert.IsType<TextIsMissing>(await Refused("leadership", " ", [], soon));
        Assert.IsType<DueDateIsMissing>(await Refused("leadership", "请办", [], null));
        Assert.Equal(0, await office.ReadAsync(db => db.Instructions.CountAsync()));
    }

    private static Task InstructAsync(Office office, string who, string text, string[] to) =>
        office.DoControlAsync(
            46,
            ControlVerb.Instruct,
            o => o with { Text = text, Agencies = [.. to], Due = new DueRule.WorkingDays(5) },
            who
        );

    private static async Task<string> StateAsync(Office office) =>
        (await office.ViewAsync("leadership", 46)).Instructions.Single().Addressees.Single().State;
}

public sealed class SqliteInstructionTests : InstructionTests
{
    protected override TestDatabase Database => TestDatabase.Sqlite;
}

public sealed class PostgreSqlInstructionTests : InstructionTests
{
    protected override TestDatabase Database => TestDatabase.PostgreSql;
}
