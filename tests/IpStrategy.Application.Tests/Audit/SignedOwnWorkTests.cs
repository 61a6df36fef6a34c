using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Audit;

public sealed class SignedOwnWorkTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_signature_under_ones_own_paper_is_found_however_it_came_there(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "方案"));
        var (officer, leader) = (office.Person("zscqj.officer"), office.Person("zscqj.leader"));
        var signature = await SignedAsync(office, leader.UserId);
        Assert.Empty(await FindAsync(office));

        await office.SqlAsync($"""UPDATE "WorkItems" SET "ClosedById" = {officer.UserId} WHERE "Id" = {signature}""");
        var own = Assert.Single(await FindAsync(office));
        Assert.Equal((26, "leaderSign", Opaque.Of(signature)), (own.AssignmentNumber, own.Step, own.WorkItemId));

        await office.SqlAsync(
            $"""UPDATE "WorkItems" SET "ClosedById" = {leader.UserId}, "ClosedForId" = {officer.UserId} WHERE "Id" = {signature}"""
        );
        Assert.Single(await FindAsync(office));
        Assert.Empty(await office.AskAsync<SignedOwnWork, IReadOnlyList<OwnSignature>>(s => s.FindAsync(2, default)));
    }

    [Fact]
    public async Task Nobody_else_may_ask()
    {
        await using var office = await Office.OpenAsync();

        var asked = await office.AskAsync<SignedOwnWork, Workflow.Outcome<OwnSignatures>>(s =>
            s.RunAsync(null, office.Person("office.director"), default)
        );

        Assert.IsType<Domain.Rights.OnlyTheAuditAdministratorMay>(asked.Refusal);
    }

    private static Task<IReadOnlyList<OwnSignature>> FindAsync(Office office) =>
        office.AskAsync<SignedOwnWork, IReadOnlyList<OwnSignature>>(s => s.FindAsync(26, default));

    private static async Task<long> SignedAsync(Office office, long leader)
    {
        await office.DoStepAsync("zscqj.leader", 26, StepRules.LeaderSign);
        return await office.ReadAsync(db =>
            db.WorkItems.Where(w =>
                    w.Step == StepRules.LeaderSign && w.State == WorkItemState.Completed && w.ClosedById == leader
                )
                .Select(w => w.Id)
                .SingleAsync()
        );
    }
}
