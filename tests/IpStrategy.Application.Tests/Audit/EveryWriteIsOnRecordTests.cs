using System.Text;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Proxies;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Audit;

/// <summary>
/// Whatever changes somebody's business says so in the same transaction: administrators' work and the plan's here, the operations on
/// work items where they are tried at random (<see cref="Approvals.RandomJourneyTests"/>).
/// </summary>
public sealed class EveryWriteIsOnRecordTests
{
    private const string Password = "Fresh-Horse-44";
    private static readonly Actor System = new(1, "张三", Post.SystemAdministrator, null);
    private static readonly Actor Security = new(2, "李四", Post.SecurityAdministrator, null);

    [Fact]
    public async Task From_the_notice_to_a_leaver_nothing_is_changed_without_a_word()
    {
        var witness = new RecordWitness();
        await using var office = await Office.OpenAsync(TestDatabase.Sqlite, null, witness);
        var before = witness.Silent.Count;
        await office.IssueAsync();
        await AccountsAsync(office);
        var period = new ProxyPeriod(new DateOnly(2010, 3, 15), new DateOnly(2010, 3, 19));
        var proxy = new ProxyRequest("zscqj.leader", null, period, "all", null, [], null);
        var officer = office.Person("zscqj.officer");
        await DoneAsync(office.AskAsync<NameProxy, Outcome<ProxyView>>(u => u.RunAsync(proxy, officer, default)));
        await office.BeginConsultationAsync("zscqj", 26);
        await office.DoStepAsync("jxw.officer", 26, StepRules.Reply, null, ("outcome", "Concur"));
        await office.AdvanceAsync(TimeSpan.FromDays(60));

        Assert.Empty(witness.Silent.Skip(before));
        Assert.True(witness.Spoken > 10, $"{witness.Spoken}");
    }

    [Fact]
    public async Task The_witness_hears_silence()
    {
        var witness = new RecordWitness();
        await using var office = await Office.OpenAsync(TestDatabase.Sqlite, null, witness);
        var before = witness.Silent.Count;

        await office.DoAsync<IpStrategyContext>(async db =>
        {
            await using (var transaction = await WriteTransaction.BeginAsync(db, default))
            {
                (await db.Users.FirstAsync()).DisplayName = "王五";
                await db.SaveChangesAsync();
                await transaction.CommitAsync(default);
            }
            await using (var transaction = await WriteTransaction.BeginAsync(db, default))
            {
                await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.DisplayName, "赵六"));
                await transaction.CommitAsync(default);
            }
            await using var forgotten = await WriteTransaction.BeginAsync(db, default);
            await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.DisplayName, "刘七"));
        });

        Assert.Equal(2, witness.Silent.Count - before);
        Assert.Contains(witness.Silent, s => s.Contains("Modified User DisplayName", StringComparison.Ordinal));
    }

    private static async Task AccountsAsync(Office office)
    {
        var account = new NewAccount("zscqj.fourth", "王五", Post.Officer, "zscqj");
        var key = new FirstPassword(Password, Security);
        await DoneAsync(
            office.AskAsync<CreateUser, Outcome<AccountView>>(u => u.RunAsync(account, key, System, default))
        );
        await DoneAsync(
            office.AskAsync<SetPassword, Outcome<AccountView>>(u =>
                u.RunAsync("zscqj.fourth", Password + "5", Security, default)
            )
        );
        var second = office.Person("zscqj.fourth");
        await DoneAsync(
            office.AskAsync<EnrolSecondFactor, Outcome<SecondFactorOffer>>(u =>
                u.BeginAsync(Password + "5", second, default)
            )
        );
        await DoneAsync(
            office.AskAsync<ResetSecondFactor, Outcome<AccountView>>(u => u.RunAsync("zscqj.fourth", Security, default))
        );
        await office.DoAsync<OwnAccount>(u => u.SignOutEverywhereAsync(second, default));
        var item = await office.TheItemAsync("zscqj.fourth", 26, StepRules.Acknowledge);
        await DoneAsync(
            office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
                u.RunAsync(WorkItemRequest.Of(Opaque.Read(item.Id)!.Value), second, default)
            )
        );
        await DoneAsync(
            office.AskAsync<HandOverWork, Outcome<HandedOverWork>>(u =>
                u.RunAsync("zscqj.fourth", "zscqj.officer", System, default)
            )
        );
        const string Sheet =
            "用户名,姓名,职务,单位代码,邮箱\nzscqj.fourth,王五,officer,gsj,\nzscqj.third,赵六,officer,zscqj,\n";
        await DoneAsync(
            office.AskAsync<UserSheets, Outcome<SheetReport>>(u =>
                u.ImportAsync(Encoding.UTF8.GetBytes(Sheet), SheetUse.TakeIn, System, default)
            )
        );
        await DoneAsync(
            office.AskAsync<DisableUser, Outcome<AccountView>>(u => u.RunAsync("zscqj.third", System, default))
        );
    }

    private static async Task DoneAsync<T>(Task<Outcome<T>> asked)
        where T : class
    {
        var outcome = await asked;
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal}");
    }
}
