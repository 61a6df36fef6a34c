using IpStrategy.Application.Accounts;
using IpStrategy.Application.Audit;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Security;

/// <summary>The one door for names and passwords, of pages and of programs: limited, every refusal in the log, every try on record.</summary>
internal sealed class LimitedSignIn(SignIn signIn, SignInLimit limit, SignInRecord record, ILogger<LimitedSignIn> log)
{
    public async Task<Outcome<Account>> RunAsync(HttpContext context, string userName, string password)
    {
        var outcome = limit.Refuses(context, userName) is { } tooOften
            ? tooOften
            : await OnRecordAsync(context, userName, password);
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

    private async Task<Outcome<Account>> OnRecordAsync(HttpContext context, string userName, string password)
    {
        var outcome = await signIn.RunAsync(userName, password, SignInLimit.PlaceOf(context), context.RequestAborted);
        // Whoever hangs up has tried all the same.
        await (
            outcome.IsRefused
                ? record.RefusedAsync(userName, outcome.Refusal!, CancellationToken.None)
                : record.SucceededAsync(outcome.Value, "password", CancellationToken.None)
        );
        return outcome;
    }
}
