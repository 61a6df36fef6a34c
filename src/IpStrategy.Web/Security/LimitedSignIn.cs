using IpStrategy.Application.Accounts;
using IpStrategy.Application.Audit;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Security;

/// <param name="Code">Of the authenticator, or a recovery code; null where there is none, or not yet.</param>
internal sealed record Credentials(string UserName, string Password, string? Code = null);

/// <summary>The one door for names and passwords, of pages and of programs: limited, every refusal in the log, every try on record.</summary>
internal sealed class LimitedSignIn(
    SignIn signIn,
    CheckSecondFactor secondFactor,
    Duties duties,
    OidcSettings oidc,
    SignInLimit limit,
    SignInRecord record,
    ILogger<LimitedSignIn> log
)
{
    private const string ByPassword = "password";

    /// <summary>All at once, as programs do it. Whoever has something to put right first is told where.</summary>
    public Task<Outcome<Account>> AllAtOnceAsync(HttpContext context, Credentials credentials) =>
        ThroughAsync(context, credentials.UserName, () => BothStepsAsync(context, credentials));

    /// <summary>The first step of a page; the second follows where the account has a second factor.</summary>
    public Task<Outcome<Account>> FirstStepAsync(HttpContext context, Credentials credentials) =>
        ThroughAsync(context, credentials.UserName, () => PasswordAsync(context, credentials));

    /// <summary>Who it is, for what is done with name and password and nothing else: nobody is signed in, only a refusal is on record.</summary>
    public Task<Outcome<Account>> NamedAsync(HttpContext context, Credentials credentials) =>
        ThroughAsync(
            context,
            credentials.UserName,
            async () =>
            {
                var proved = await PasswordAsync(context, credentials);
                return proved.IsRefused ? proved : proved.Value with { Means = null };
            }
        );

    /// <param name="account">Whose password was right a moment ago.</param>
    public Task<Outcome<Account>> SecondStepAsync(HttpContext context, Account account, string code) =>
        ThroughAsync(context, account.UserName, () => CodeAsync(account, code, context));

    private async Task<Outcome<Proved>> BothStepsAsync(HttpContext context, Credentials credentials)
    {
        var proved = await PasswordAsync(context, credentials);
        if (!proved.IsRefused && proved.Value.Means is null)
        {
            proved = credentials.Code is { } code
                ? await CodeAsync(proved.Value.Account, code, context)
                : new SecondFactorIsNeeded();
        }
        return !proved.IsRefused && duties.Of(proved.Value.Account) is { } duty ? duty : proved;
    }

    private async Task<Outcome<Proved>> PasswordAsync(HttpContext context, Credentials credentials)
    {
        var account = await signIn.RunAsync(
            credentials.UserName,
            credentials.Password,
            SignInLimit.PlaceOf(context),
            context.RequestAborted
        );
        return account.IsRefused ? account.Refusal!
            // Only who has the right password learns it: the one whom it lets in must not be found by trying names.
            : !oidc.AllowsLocally(account.Value) ? new LocalSignInIsOff()
            : new Proved(account.Value, account.Value.HasSecondFactor ? null : ByPassword);
    }

    private async Task<Outcome<Proved>> CodeAsync(Account account, string code, HttpContext context)
    {
        var means = await secondFactor.RunAsync(account.Id, code, context.RequestAborted);
        return means.IsRefused ? means.Refusal! : new Proved(account, means.Value);
    }

    private async Task<Outcome<Account>> ThroughAsync(
        HttpContext context,
        string userName,
        Func<Task<Outcome<Proved>>> prove
    )
    {
        var outcome = limit.Refuses(context, userName) is { } tooOften
            ? tooOften
            : await OnRecordAsync(userName, prove);
        if (outcome.IsRefused)
        {
            // Without the name: now and then somebody types the password there.
            log.LogInformation(
                "Sign-in from {Address} refused: {Code}",
                SignInLimit.AddressOf(context),
                outcome.Refusal!.Code
            );
        }
        return outcome;
    }

    private async Task<Outcome<Account>> OnRecordAsync(string userName, Func<Task<Outcome<Proved>>> prove)
    {
        var outcome = await prove();
        // Whoever hangs up has tried all the same.
        if (outcome.IsRefused)
        {
            await record.RefusedAsync(userName, outcome.Refusal!, CancellationToken.None);
            return outcome.Refusal!;
        }
        if (outcome.Value.Means is { } means)
        {
            await record.SucceededAsync(outcome.Value.Account, means, CancellationToken.None);
        }
        return outcome.Value.Account;
    }

    /// <param name="Means">By what; null while the second step is still to come.</param>
    private sealed record Proved(Account Account, string? Means);
}
