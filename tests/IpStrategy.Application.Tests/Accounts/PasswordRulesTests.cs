using IpStrategy.Application.Accounts;
using IpStrategy.Workflow;

namespace IpStrategy.Application.Tests.Accounts;

public sealed class PasswordRulesTests
{
    private static readonly PasswordRules Rules = new(new PasswordSettings());

    private static readonly Domain.Approvals.Actor Security = new(
        2,
        "李四",
        Domain.Approvals.Post.SecurityAdministrator,
        null
    );

    [Theory]
    [InlineData("Qingdan-2010!", null)]
    [InlineData("Right-Horse-42", null)]
    [InlineData("津门故里Tj2010好", null)]
    [InlineData("Short-1a", "PASSWORD_IS_TOO_SHORT")]
    [InlineData("onlysmallletters", "PASSWORD_IS_TOO_SIMPLE")]
    [InlineData("Zhang.San-2010x", "PASSWORD_CONTAINS_USER_NAME")]
    [InlineData("Password2010!", "PASSWORD_IS_TOO_COMMON")]
    [InlineData("P@ssw0rd1234", "PASSWORD_IS_TOO_COMMON")]
    [InlineData("!!Qwerty123456", "PASSWORD_IS_TOO_COMMON")]
    [InlineData("123Admin-12345", "PASSWORD_IS_TOO_COMMON")]
    public void What_is_guessed_first_is_refused(string password, string? code) =>
        Assert.Equal(code, Rules.Check(password, "zhang.san")?.Code);

    [Fact]
    public void A_name_of_a_letter_or_two_is_not_looked_for_inside()
    {
        Assert.Null(Rules.Check("Qingdan-2010!", "q"));
        Assert.NotNull(Rules.Check("Zhangsan.88x", "zhangsan.88X"));
    }

    [Fact]
    public void Length_and_kinds_are_settings()
    {
        var strict = new PasswordRules(new PasswordSettings { LeastCharacters = 16, LeastKinds = 4 });

        Assert.Equal(new PasswordIsTooShort(16), strict.Check("Qingdan-2010!", "x.y"));
        Assert.Equal(new PasswordIsTooSimple(4), strict.Check("Qingdan2010Qingdan", "x.y"));
        Assert.Null(strict.Check("Qingdan-2010-Qingdan", "x.y"));
    }

    [Theory]
    [InlineData(0, 10_000, false)]
    [InlineData(90, 89, false)]
    [InlineData(90, 90, true)]
    public void Old_ones_must_be_changed_where_the_settings_say_so(int greatest, int days, bool isTooOld)
    {
        var rules = new PasswordRules(new PasswordSettings { GreatestAgeDays = greatest });
        var now = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

        Assert.Equal(isTooOld, rules.IsTooOld(now.AddDays(-days), now));
        Assert.False(rules.IsTooOld(null, now));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task The_last_five_passwords_are_not_taken_again_and_the_sixth_is(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var administrator = Security;
        Task<Outcome<AccountView>> SetAsync(string password) =>
            office.AskAsync<SetPassword, Outcome<AccountView>>(u =>
                u.RunAsync("office.clerk", password, administrator, default)
            );
        for (var i = 1; i <= 5; i++)
        {
            Assert.False((await SetAsync($"Qingdan-201{i}!")).IsRefused);
        }

        for (var i = 1; i <= 5; i++)
        {
            Assert.Equal(new PasswordWasUsedBefore(5), (await SetAsync($"Qingdan-201{i}!")).Refusal);
        }
        Assert.False((await SetAsync("Qingdan-2016!")).IsRefused);
        Assert.False((await SetAsync("Qingdan-2011!")).IsRefused);
        Assert.Equal(new PasswordWasUsedBefore(5), (await SetAsync("Qingdan-2013!")).Refusal);
        Assert.Equal(4, await office.ReadAsync(db => Task.FromResult(db.UsedPasswords.Count())));
    }

    [Fact]
    public async Task Who_guesses_the_own_password_from_inside_is_locked_as_at_the_door()
    {
        await using var office = await Office.OpenAsync();
        var (clerk, administrator) = (office.Person("office.clerk"), Security);
        await office.AskAsync<SetPassword, Outcome<AccountView>>(u =>
            u.RunAsync("office.clerk", "Qingdan-2011!", administrator, default)
        );
        Task<Outcome<AccountView>> OwnAsync(string current) =>
            office.AskAsync<SetPassword, Outcome<AccountView>>(u =>
                u.OwnAsync(current, "Qingdan-2012!", clerk, default)
            );
        for (var i = 0; i < 5; i++)
        {
            Assert.IsType<CurrentPasswordIsWrong>((await OwnAsync("wrong")).Refusal);
        }

        Assert.IsType<AccountIsLocked>((await OwnAsync("Qingdan-2011!")).Refusal);
        office.Clock.Advance(SignInTries.LockOut);
        Assert.False((await OwnAsync("Qingdan-2011!")).IsRefused);
    }
}
