using IpStrategy.Application;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Code">Of the authenticator, or a recovery code, where the account has a second factor.</param>
internal sealed record LoginBody(string UserName, string Password, string? Code = null);

internal sealed record RefreshBody(string RefreshToken);

internal sealed record PasswordBody(string CurrentPassword, string Password);

internal sealed record UserAnswer(string Id, string UserName, string DisplayName);

internal sealed record AgencyAnswer(string Code, string Name);

/// <param name="Agency">Null for those who belong to no agency: leadership and administrators.</param>
/// <param name="Roles">The posts held, such as <c>officer</c>, <c>leader</c>, <c>clerk</c>, <c>director</c>.</param>
internal sealed record MeAnswer(UserAnswer User, AgencyAnswer? Agency, IReadOnlyList<string> Roles);

/// <summary>Signing in and out for programs; pages use a cookie.</summary>
internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("auth").For(Operation.UseOwnAccount);
        auth.WithMetadata(new OpenDespiteDuties());
        auth.MapPost("/login", LoginAsync).AllowAnonymous().WithSummary("Sign in").Produces<TokenPair>();
        auth.MapPost("/refresh", RefreshAsync)
            .AllowAnonymous()
            .WithSummary("Exchange a refresh token for a new pair; each is good for one exchange")
            .Produces<TokenPair>();
        auth.MapPost("/logout", LogoutAsync)
            .WithSummary("End this sign-in with all its tokens")
            .Produces(StatusCodes.Status204NoContent);
        auth.MapPost("/password", ChangePasswordAsync)
            .WithSummary("Set one's own password; ends every sign-in of the account")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        SecondFactorEndpoints.Map(auth);
        auth.MapGet("/me", Me).WithSummary("Who is signed in").Produces<MeAnswer>();
    }

    private static async Task<IResult> LoginAsync(
        LoginBody body,
        HttpContext context,
        LimitedSignIn signIn,
        ApiTokens tokens,
        CancellationToken cancel
    )
    {
        var account = await signIn.AllAtOnceAsync(context, new Credentials(body.UserName, body.Password, body.Code));
        return account.IsRefused
            ? Problems.Of(account.Refusal!)
            : TypedResults.Ok(await tokens.IssueAsync(account.Value, cancel));
    }

    private static async Task<IResult> RefreshAsync(RefreshBody body, ApiTokens tokens, CancellationToken cancel) =>
        Problems.OkOr(await tokens.RefreshAsync(body.RefreshToken, cancel));

    private static async Task<IResult> LogoutAsync(
        HttpContext context,
        ApiTokens tokens,
        SignInRecord record,
        CancellationToken cancel
    )
    {
        await record.EndedAsync(context.User.Actor(), cancel);
        if (BearerTokens.TokenOf(context.Request) is { } token)
        {
            await tokens.RevokeAsync(token, cancel);
        }
        else
        {
            await CookieSignIn.SignOutAsync(context);
        }
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(
        PasswordBody body,
        HttpContext context,
        SetPassword passwords,
        CancellationToken cancel
    )
    {
        var actor = context.User.Actor();
        var outcome = await passwords.OwnAsync(body.CurrentPassword, body.Password, actor, cancel);
        return outcome.IsRefused ? Problems.Of(outcome.Refusal!) : TypedResults.NoContent();
    }

    private static IResult Me(HttpContext context, ReferenceTables reference)
    {
        var actor = context.User.Actor();
        var agency = actor.AgencyCode ?? (actor.IsOffice ? PostGroups.OfficeCode : null);
        return TypedResults.Ok(
            new MeAnswer(
                new UserAnswer(Opaque.Of(actor.UserId), context.User.UserName(), actor.Name),
                agency is null ? null : new AgencyAnswer(agency, reference.NameOf(agency)),
                actor.Post is { } post ? [Words.Of(post)] : []
            )
        );
    }
}
