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

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_check_by_who_signed_before_or_is_of_the_body_it_came_from_is_found(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Consolidate, null, ("plan", "方案"));
        var (leader, clerk) = (office.Person("zscqj.leader").UserId, office.Person("office.clerk").UserId);
        await SignedAsync(office, leader);
        await office.DoStepAsync("office.clerk", 26, StepRules.OfficeCheck);
        await office.DoStepAsync("office.director", 26, StepRules.DirectorSign);
        Assert.Empty(await FindAsync(office));

        await CloseAsync(StepRules.DirectorSign, clerk);
        Assert.Equal(["NOBODY_CHECKS_WHAT_THEY_SIGNED"], await WhyAsync());
        await CloseAsync(StepRules.DirectorSign, office.Person("office.director").UserId);
        Assert.Empty(await FindAsync(office));
        // Somebody's guest, as the record of that day tells.
        await office.TakeGuardsAwayAsync(database);
        await office.SqlAsync(
            """UPDATE "AuditEntries" SET "ActorBody" = 'zscqj' WHERE "ActorPost" = 'director' AND "Verb" = 'complete'"""
        );
        Assert.Equal(["NOBODY_CHECKS_THEIR_OWN_BODY"], await WhyAsync());

        Task CloseAsync(string step, long person) =>
            office.SqlAsync($"""UPDATE "WorkItems" SET "ClosedById" = {person} WHERE "Step" = '{step}'""");
        async Task<IEnumerable<string>> WhyAsync() => (await FindAsync(office)).Select(o => o.Why);
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
