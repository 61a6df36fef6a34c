using System.Text;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Accounts;

/// <summary>People come by the sheet, and what lies with somebody who leaves goes to a colleague.</summary>
public sealed class LeaverTests
{
    private const string Password = "Fresh-Horse-44";
    private static readonly Actor System = new(1, "张三", Post.SystemAdministrator, null);
    private static readonly Actor Security = new(2, "李四", Post.SecurityAdministrator, null);

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_a_leaver_holds_goes_to_the_successor_and_nobody_elses_does(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await MakeAsync(office, "zscqj.second", Post.Officer, "zscqj");
        var held = (await office.OpenItemsAsync("zscqj.officer")).Take(3).ToList();
        foreach (var item in held)
        {
            var claimed = await office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
                u.RunAsync(
                    WorkItemRequest.Of(Opaque.Read(item.Id)!.Value, item.Version),
                    office.Person("zscqj.officer"),
                    default
                )
            );
            Assert.False(claimed.IsRefused);
        }

        Assert.IsType<SuccessorIsNoColleague>((await HandOverAsync(office, "kw.officer", System)).Refusal);
        Assert.IsType<SuccessorIsNoColleague>((await HandOverAsync(office, "zscqj.leader", System)).Refusal);
        Assert.IsType<AnotherAdministratorDoesThat>((await HandOverAsync(office, "zscqj.second", Security)).Refusal);
        Assert.Equal(new HandedOverWork(3, 0), (await HandOverAsync(office, "zscqj.second", System)).Value);
        Assert.Equal(new HandedOverWork(0, 0), (await HandOverAsync(office, "zscqj.second", System)).Value);

        var successor = office.Person("zscqj.second").UserId;
        Assert.Equal(3, await office.ReadAsync(db => db.WorkItems.CountAsync(w => w.AssigneeId == successor)));
        Assert.Equal(3, await office.ReadAsync(db => db.WorkItems.CountAsync(w => w.AssigneeId != null)));
        var item0 = (await office.OpenItemsAsync("zscqj.second")).Single(i => i.Id == held[0].Id);
        var first = await office.CompleteAsync("zscqj.second", item0);
        Assert.Equal("completed", first.Value.State);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_sheet_of_people_is_taken_in_whole_or_not_at_all(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var before = await office.ReadAsync(db => db.Users.CountAsync());
        const string Head = "用户名,姓名,职务,单位代码,邮箱\n";

        var wrong = await ImportAsync(
            office,
            Head
                + "new.one,王五,officer,kw,\nnew one,赵六,officer,kw,\nnew.two,孙七,boss,,\nnew.three,周八,auditAdministrator,,\nnew.four,吴九,officer,nowhere,\n",
            SheetUse.TakeIn
        );
        var problems = Assert.IsType<SheetHasProblems>(wrong.Refusal).Problems;
        Assert.Equal(
            [(3, "用户名"), (4, "职务"), (5, "职务"), (6, "单位代码")],
            problems.Select(p => (p.Line, p.Column))
        );
        Assert.Equal(before, await office.ReadAsync(db => db.Users.CountAsync()));

        const string Good = Head + "new.one,王五,officer,kw,one@example.test\nzscqj.officer,改名,officer,zscqj,\n";
        Assert.Equal(1, (await ImportAsync(office, Good, SheetUse.LookOver)).Value.Created);
        Assert.Equal(before, await office.ReadAsync(db => db.Users.CountAsync()));
        var report = (await ImportAsync(office, Good, SheetUse.TakeIn)).Value;
        Assert.Equal((true, 1, 1), (report.IsDone, report.Created, report.Changed));
        Assert.Equal("改名", office.Person("zscqj.officer").Name);

        // Nobody signs in before another administrator has given the key.
        Assert.True((await SignInAsync(office)).IsRefused);
        await office.AskAsync<SetPassword, Outcome<AccountView>>(u =>
            u.RunAsync("new.one", Password, Security, default)
        );
        Assert.False((await SignInAsync(office)).IsRefused);
    }

    [Fact]
    public async Task Whoever_makes_an_account_does_not_give_its_key()
    {
        await using var office = await Office.OpenAsync();
        var account = new NewAccount("new.one", "王五", Post.Director, null);

        var both = await office.AskAsync<CreateUser, Outcome<AccountView>>(u =>
            u.RunAsync(account, new FirstPassword(Password, System), System, default)
        );
        Assert.Equal(new AnotherAdministratorDoesThat(Post.SecurityAdministrator), both.Refusal);
        var made = await office.AskAsync<CreateUser, Outcome<AccountView>>(u =>
            u.RunAsync(account, null, System, default)
        );
        Assert.True(made.Value.MustChangePassword);
        Assert.True((await SignInAsync(office)).IsRefused);
        await office.AskAsync<SetPassword, Outcome<AccountView>>(u =>
            u.RunAsync("new.one", Password, Security, default)
        );
        Assert.False((await SignInAsync(office)).IsRefused);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Whoever_goes_to_another_agency_leaves_the_work_there(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var item = await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge);
        var claimed = await office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(WorkItemRequest.Of(Opaque.Read(item.Id)!.Value), office.Person("zscqj.officer"), default)
        );
        Assert.Null(claimed.Refusal);
        var stamp = await StampAsync(office);

        const string Moved = "用户名,姓名,职务,单位代码,邮箱\nzscqj.officer,张三,officer,gsj,\n";
        Assert.Null((await ImportAsync(office, Moved, SheetUse.TakeIn)).Refusal);

        var tried = await office.CompleteAsync("zscqj.officer", item with { Version = item.Version + 1 });
        Assert.IsType<WorkItemDoesNotExist>(tried.Refusal);
        Assert.Null(
            (await office.ReadAsync(db => db.WorkItems.SingleAsync(w => w.Id == Opaque.Read(item.Id)))).AssigneeId
        );
        Assert.NotEqual(stamp, await StampAsync(office));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task What_somebody_has_taken_is_open_to_all_again_with_the_end_of_the_account(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var id = Opaque.Read((await office.TheItemAsync("zscqj.officer", 26, StepRules.Acknowledge)).Id)!.Value;
        await office.AskAsync<ClaimWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(WorkItemRequest.Of(id), office.Person("zscqj.officer"), default)
        );
        Assert.NotNull(await AssigneeAsync());

        var disabled = await office.AskAsync<DisableUser, Outcome<AccountView>>(u =>
            u.RunAsync("zscqj.officer", System, default)
        );

        Assert.True(disabled.Value.IsDisabled);
        Assert.Null(await AssigneeAsync());

        Task<long?> AssigneeAsync() =>
            office.ReadAsync(db => db.WorkItems.Where(w => w.Id == id).Select(w => w.AssigneeId).SingleAsync());
    }

    private static Task<string?> StampAsync(Office office) =>
        office.ReadAsync(db =>
            db.Users.Where(u => u.UserName == "zscqj.officer").Select(u => u.SecurityStamp).SingleAsync()
        );

    private static Task<Outcome<Account>> SignInAsync(Office office) =>
        office.AskAsync<SignIn, Outcome<Account>>(u => u.RunAsync("new.one", Password, "127.0.0.1", default));

    private static Task<Outcome<SheetReport>> ImportAsync(Office office, string sheet, SheetUse use) =>
        office.AskAsync<UserSheets, Outcome<SheetReport>>(u =>
            u.ImportAsync(Encoding.UTF8.GetBytes(sheet), use, System, default)
        );

    private static Task<Outcome<HandedOverWork>> HandOverAsync(Office office, string to, Actor by) =>
        office.AskAsync<HandOverWork, Outcome<HandedOverWork>>(u => u.RunAsync("zscqj.officer", to, by, default));

    private static Task MakeAsync(Office office, string name, Post post, string agency) =>
        office.AskAsync<CreateUser, Outcome<AccountView>>(u =>
            u.RunAsync(
                new NewAccount(name, "王五", post, agency),
                new FirstPassword(Password, Security),
                System,
                default
            )
        );
}
