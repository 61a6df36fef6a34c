using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

public sealed class CourseOfAnAssignmentTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_model_notice_becomes_69_assignments_and_114_instances(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var plan = await office.IssueAsync();
        Assert.Equal((69, 114), (plan.Assignments, plan.Undertakings));
        Assert.Equal(114, await office.ReadAsync(db => db.Instances.CountAsync()));
        Assert.Equal(114, await office.ReadAsync(db => db.WorkItems.CountAsync(w => w.Step == StepRules.Acknowledge)));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_assignment_goes_from_acknowledgement_to_completion(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.DraftPlan, null, ("plan", "实施方案"));
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "修改后的方案"));
        await SignAsync(office, 26);
        await office.DoStepAsync("zscqj.officer", 26, StepRules.ApplyForCompletion, null, ("summary", "已完成"));
        await SignAsync(office, 26);
        var undertaking = await office.ReadAsync(db => db.Undertakings.SingleAsync(u => u.AssignmentNumber == 26));
        Assert.Equal(UndertakingState.Completed, undertaking.State);
        Assert.Equal(
            AssignmentStatus.Completed,
            (await office.ReadAsync(db => db.Assignments.SingleAsync(a => a.Number == 26))).Status
        );
        Assert.Empty(await office.ReadAsync(db => db.Timers.ToListAsync()));
    }

    private static async Task SignAsync(Office office, int assignment)
    {
        await office.DoStepAsync("zscqj.leader", assignment, StepRules.LeaderSign);
        await office.DoStepAsync("office.clerk", assignment, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", assignment, StepRules.DirectorSign);
    }
}
