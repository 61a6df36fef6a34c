using IpStrategy.Application.Accounts;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Security;

/// <summary>The one door for names and passwords, of pages and of programs: limited, and every refusal in the log.</summary>
internal sealed class LimitedSignIn(SignIn signIn, SignInLimit limit, ILogger<LimitedSignIn> log)
{
    public async Task<Outcome<Account>> RunAsync(HttpContext context, string userName, string password)
    {
        var outcome = limit.Refuses(context, userName) is { } tooOften
            ? tooOften
            : await signIn.RunAsync(userName, password, SignInLimit.PlaceOf(context), context.RequestAborted);
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
}
