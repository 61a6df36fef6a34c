using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Accounts;

public sealed class SecondFactorTests
{
    private const string Password = "Qingdan-2010!";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_code_opens_once_and_of_two_at_once_one_gets_in(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var person = await Enrolled.Async(office);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = person.Code();

        var both = await Task.WhenAll(person.CheckAsync(code), person.CheckAsync(code));

        Assert.Equal(CheckSecondFactor.ByCode, both.Single(o => !o.IsRefused).Value);
        Assert.IsType<SecondFactorIsWrong>(both.Single(o => o.IsRefused).Refusal);
        Assert.True((await person.CheckAsync(code)).IsRefused);
        office.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.False((await person.CheckAsync(person.Code())).IsRefused);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task A_recovery_code_opens_once_however_it_is_typed(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        var person = await Enrolled.Async(office);
        Assert.Equal(10, person.RecoveryCodes.Distinct().Count());
        var (one, other) = (person.RecoveryCodes[0], person.RecoveryCodes[1]);

        Assert.Equal(CheckSecondFactor.ByRecoveryCode, (await person.CheckAsync(one)).Value);
        Assert.True((await person.CheckAsync(one)).IsRefused);
        Assert.False((await person.CheckAsync(other.Replace("-", " ").ToLowerInvariant())).IsRefused);
    }

    [Fact]
    public async Task Wrong_codes_lock_it_each_time_for_twice_as_long_and_a_right_one_ends_that()
    {
        await using var office = await Office.OpenAsync();
        var person = await Enrolled.Async(office);
        foreach (var minutes in new[] { 15, 30, 60 })
        {
            for (var i = 0; i < 5; i++)
            {
                Assert.IsType<SecondFactorIsWrong>((await person.CheckAsync("000000x")).Refusal);
            }
            var end = office.Clock.GetUtcNow().AddMinutes(minutes);
            Assert.Equal(new AccountIsLocked(end), (await person.CheckAsync(person.Code())).Refusal);
            office.Clock.Advance(TimeSpan.FromMinutes(minutes));
        }

        Assert.False((await person.CheckAsync(person.Code())).IsRefused);
        Assert.IsType<SecondFactorIsWrong>((await person.CheckAsync("000000x")).Refusal);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False((await person.CheckAsync(person.Code())).IsRefused);
    }

    [Fact]
    public async Task Neither_secret_nor_recovery_codes_can_be_read_in_the_database_or_on_record()
    {
        await using var office = await Office.OpenAsync();
        var person = await Enrolled.Async(office);
        var stored = await office.ReadAsync(async db =>
            string.Join(
                '\n',
                [
                    .. await db.SecondFactors.Select(f => f.Secret).ToListAsync(),
                    .. await db.RecoveryCodes.Select(c => c.Hash).ToListAsync(),
                    .. (await db.AuditEntries.ToListAsync()).Select(e => $"{e.Content.Verb} {e.Content.After}"),
                ]
            )
        );

        Assert.DoesNotContain(person.SecretText, stored, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(person.Secret), stored, StringComparison.Ordinal);
        Assert.All(person.RecoveryCodes, c => Assert.DoesNotContain(c, stored, StringComparison.Ordinal));
        Assert.Contains("begin-second-factor", stored, StringComparison.Ordinal);
        Assert.Contains("enrol-second-factor", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_begun_with_the_password_and_in_force_with_the_first_code()
    {
        await using var office = await Office.OpenAsync();
        var clerk = await Enrolled.WithPasswordAsync(office, "office.clerk");
        Task<Outcome<SecondFactorOffer>> BeginAsync(string password) =>
            office.AskAsync<EnrolSecondFactor, Outcome<SecondFactorOffer>>(u => u.BeginAsync(password, clerk, default));
        Task<Outcome<RecoveryCodeList>> ConfirmAsync(string code) =>
            office.AskAsync<EnrolSecondFactor, Outcome<RecoveryCodeList>>(u => u.ConfirmAsync(code, clerk, default));

        Assert.IsType<CurrentPasswordIsWrong>((await BeginAsync("wrong")).Refusal);
        Assert.IsType<NoEnrolmentIsUnderWay>((await ConfirmAsync("123456")).Refusal);
        var earlier = await BeginAsync(Password);
        var offer = (await BeginAsync(Password)).Value;
        Assert.NotEqual(earlier.Value.Secret, offer.Secret);
        Assert.IsType<SecondFactorIsWrong>((await ConfirmAsync("12345")).Refusal);
        Assert.False(await office.ReadAsync(db => db.Users.AnyAsync(u => u.TwoFactorEnabled)));
        var code = OneTimeCodes.Of(Enrolled.Read(offer), OneTimeCodes.StepAt(office.Clock.GetUtcNow()));
        Assert.Equal(10, (await ConfirmAsync(code)).Value.Codes.Count);

        Assert.True(await office.ReadAsync(db => db.Users.AnyAsync(u => u.Id == clerk.UserId && u.TwoFactorEnabled)));
        Assert.IsType<SecondFactorIsThereAlready>((await BeginAsync(Password)).Refusal);
        Assert.StartsWith("otpauth://totp/IpStrategy%3Aoffice.clerk?secret=", offer.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_resets_another_ones_and_nobody_else_does()
    {
        await using var office = await Office.OpenAsync();
        var person = await Enrolled.Async(office);
        Task<Outcome<AccountView>> ResetAsync(string userName, string by) =>
            office.AskAsync<ResetSecondFactor, Outcome<AccountView>>(u =>
                u.RunAsync(userName, office.Person(by), default)
            );

        Assert.IsType<OnlyAnAdministratorMay>((await ResetAsync("office.clerk", "office.director")).Refusal);
        Assert.IsType<NobodyResetsTheirOwnSecondFactor>((await ResetAsync("admin.system", "admin.system")).Refusal);
        Assert.IsType<AnotherAdministratorDoesThat>((await ResetAsync("office.clerk", "admin.system")).Refusal);
        var reset = await office.AskAsync<ResetSecondFactor, Outcome<AccountView>>(u =>
            u.RunAsync("office.clerk", new Actor(2, "李四", Post.SecurityAdministrator, null), default)
        );
        Assert.False(reset.Value.HasSecondFactor);

        Assert.True((await person.CheckAsync(person.Code())).IsRefused);
        Assert.True((await person.CheckAsync(person.RecoveryCodes[0])).IsRefused);
        Assert.False(await office.ReadAsync(db => db.Users.AnyAsync(u => u.TwoFactorEnabled)));
    }

    /// <summary>The clerk with an authenticator.</summary>
    private sealed record Enrolled(Office Office, Actor Actor, byte[] Secret, IReadOnlyList<string> RecoveryCodes)
    {
        public string SecretText => KeyText.Of(Secret);

        public static async Task<Enrolled> Async(Office office)
        {
            var actor = await WithPasswordAsync(office, "office.clerk");
            var offer = await office.AskAsync<EnrolSecondFactor, Outcome<SecondFactorOffer>>(u =>
                u.BeginAsync(Password, actor, default)
            );
            var secret = Read(offer.Value);
            var code = OneTimeCodes.Of(secret, OneTimeCodes.StepAt(office.Clock.GetUtcNow()));
            var codes = await office.AskAsync<EnrolSecondFactor, Outcome<RecoveryCodeList>>(u =>
                u.ConfirmAsync(code, actor, default)
            );
            return new(office, actor, secret, codes.Value.Codes);
        }

        public static async Task<Actor> WithPasswordAsync(Office office, string userName)
        {
            var administrator = new Actor(2, "李四", Post.SecurityAdministrator, null);
            var set = await office.AskAsync<SetPassword, Outcome<AccountView>>(u =>
                u.RunAsync(userName, Password, administrator, default)
            );
            Assert.False(set.IsRefused, set.Refusal?.Code);
            return office.Person(userName);
        }

        /// <summary>As an authenticator reads it: base 32, five bits a letter.</summary>
        public static byte[] Read(SecondFactorOffer offer)
        {
            var bits = string.Concat(
                offer
                    .Secret.Replace(" ", "", StringComparison.Ordinal)
                    .Select(c =>
                        Convert
                            .ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2)
                            .PadLeft(5, '0')
                    )
            );
            return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
        }

        public string Code() => OneTimeCodes.Of(Secret, OneTimeCodes.StepAt(Office.Clock.GetUtcNow()));

        public Task<Outcome<string>> CheckAsync(string code) =>
            Office.AskAsync<CheckSecondFactor, Outcome<string>>(u => u.RunAsync(Actor.UserId, code, default));
    }
}
