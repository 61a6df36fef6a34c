using IpStrategy.Application.Accounts;
using IpStrategy.Testing;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Accounts;

public sealed class SignInTriesTests
{
    private const string Password = "Qingdan-2010!";
    private readonly FakeClock _clock = new(FakeClock.MorningOfTheNotice);

    [Fact]
    public void Who_guesses_locks_the_name_for_himself_and_for_nobody_else()
    {
        var tries = new SignInTries(_clock);
        Exhaust(tries, "192.0.2.1");
        Assert.Equal(_clock.GetUtcNow() + SignInTries.LockOut, tries.Take("ZSCQJ.OFFICER", "192.0.2.1"));
        Assert.Null(tries.Take("ZSCQJ.OFFICER", "192.0.2.2"));
        Assert.Null(tries.Take("ZSCQJ.LEADER", "192.0.2.1"));
    }

    [Fact]
    public void The_lock_ends_by_itself_and_not_before()
    {
        var tries = new SignInTries(_clock);
        Exhaust(tries, "192.0.2.1");
        _clock.Advance(SignInTries.LockOut - TimeSpan.FromSeconds(1));
        Assert.NotNull(tries.Take("ZSCQJ.OFFICER", "192.0.2.1"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Exhaust(tries, "192.0.2.1");
        Assert.NotNull(tries.Take("ZSCQJ.OFFICER", "192.0.2.1"));
    }

    [Fact]
    public void Many_places_together_lock_out_those_that_nobody_has_signed_in_from_and_only_them()
    {
        var tries = new SignInTries(_clock);
        tries.Forget("ZSCQJ.OFFICER", "10.0.0.1");
        for (var place = 0; place < SignInTries.MostFromAll; place++)
        {
            Assert.Null(tries.Take("ZSCQJ.OFFICER", $"192.0.2.{place}"));
        }
        Assert.NotNull(tries.Take("ZSCQJ.OFFICER", "198.51.100.1"));
        Assert.Null(tries.Take("ZSCQJ.OFFICER", "10.0.0.1"));
        Assert.Null(tries.Take("ZSCQJ.LEADER", "198.51.100.1"));
    }

    [Fact]
    public void A_trusted_place_has_no_more_tries_than_any_other()
    {
        var tries = new SignInTries(_clock);
        tries.Forget("ZSCQJ.OFFICER", "10.0.0.1");
        Exhaust(tries, "10.0.0.1");
        Assert.NotNull(tries.Take("ZSCQJ.OFFICER", "10.0.0.1"));
    }

    [Fact]
    public void Trust_ends_and_a_new_password_ends_it_at_once_and_every_lock_with_it()
    {
        var tries = new SignInTries(_clock);
        tries.Forget("ZSCQJ.OFFICER", "10.0.0.1");
        Assert.True(tries.IsTrusted("ZSCQJ.OFFICER", "10.0.0.1"));
        _clock.Advance(SignInTries.Trust);
        Assert.False(tries.IsTrusted("ZSCQJ.OFFICER", "10.0.0.1"));
        tries.Forget("ZSCQJ.OFFICER", "10.0.0.1");
        Exhaust(tries, "192.0.2.1");
        tries.ForgetAll("ZSCQJ.OFFICER");
        Assert.False(tries.IsTrusted("ZSCQJ.OFFICER", "10.0.0.1"));
        Assert.Null(tries.Take("ZSCQJ.OFFICER", "192.0.2.1"));
    }

    [Fact]
    public async Task Guessing_from_everywhere_is_remembered_by_the_next_start_and_ends_with_a_new_password()
    {
        await using var office = await Office.OpenAsync();
        await office.DoAsync<CreateUser>(u =>
            u.RunAsync(
                new("lisi", "李四", Domain.Approvals.Post.Clerk, null),
                new FirstPassword(Password, Security),
                Administrator,
                default
            )
        );
        for (var place = 0; place < SignInTries.MostFromAll; place++)
        {
            Assert.IsType<UserNameOrPasswordIsWrong>((await TryAsync(office, "Wrong", $"192.0.2.{place}")).Refusal);
        }
        await using var restarted = await office.BesideAsync();
        Assert.IsType<AccountIsLocked>((await TryAsync(restarted, Password, "198.51.100.1")).Refusal);
        await restarted.DoAsync<SetPassword>(p => p.RunAsync("lisi", Password + "2", Security, default));
        Assert.False((await TryAsync(restarted, Password + "2", "198.51.100.1")).IsRefused);
        Assert.Equal(
            0,
            await restarted.ReadAsync(db =>
                db.Users.Where(u => u.UserName == "lisi").Select(u => u.AccessFailedCount).SingleAsync()
            )
        );
    }

    private static readonly Domain.Approvals.Actor Security = new(
        2,
        "张三",
        Domain.Approvals.Post.SecurityAdministrator,
        null
    );
    private static readonly Domain.Approvals.Actor Administrator = new(
        9000,
        "张三",
        Domain.Approvals.Post.SystemAdministrator,
        null
    );

    private static Task<Outcome<Account>> TryAsync(Office office, string password, string place) =>
        office.AskAsync<SignIn, Outcome<Account>>(s => s.RunAsync("lisi", password, place, default));

    private static void Exhaust(SignInTries tries, string place)
    {
        for (var i = 0; i < SignInTries.MostFromOnePlace; i++)
        {
            Assert.Null(tries.Take("ZSCQJ.OFFICER", place));
        }
    }
}
