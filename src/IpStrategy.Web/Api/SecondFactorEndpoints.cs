using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Api;

internal sealed record EnrolBody(string UserName, string Password);

/// <param name="Code">The first one that the authenticator shows.</param>
internal sealed record ConfirmBody(string UserName, string Password, string Code);

/// <param name="Code">Of the authenticator, or a recovery code.</param>
internal sealed record CodeBody(string Code);

/// <summary>
/// 双因素认证 over HTTP. It is set up with name and password in every request and without a token: a post that must have a second
/// factor gets no token before it has one.
/// </summary>
internal static class SecondFactorEndpoints
{
    public static void Map(IEndpointRouteBuilder auth)
    {
        var own = auth.MapGroup("/second-factor");
        own.MapPost("/", BeginAsync)
            .AllowAnonymous()
            .WithSummary("Begin: the secret for an authenticator, shown this once")
            .Produces<SecondFactorOffer>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        own.MapPost("/confirm", ConfirmAsync)
            .AllowAnonymous()
            .WithSummary(
                "In force with the first code; recovery codes, shown this once. Ends every sign-in of the account"
            )
            .Produces<RecoveryCodeList>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        own.MapPost("/recovery-codes", RenewAsync)
            .WithSummary("New recovery codes in place of all earlier ones, shown this once")
            .Produces<RecoveryCodeList>();
        own.MapPost("/removal", RemoveAsync)
            .WithSummary("Remove one's own second factor; ends every sign-in of the account")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> BeginAsync(
        EnrolBody body,
        HttpContext context,
        LimitedSignIn signIn,
        EnrolSecondFactor enrol,
        CancellationToken cancel
    ) =>
        Problems.OkOr(
            await AsNamedAsync(
                signIn.NamedAsync(context, new Credentials(body.UserName, body.Password)),
                actor => enrol.BeginAsync(body.Password, actor, cancel)
            )
        );

    private static async Task<IResult> ConfirmAsync(
        ConfirmBody body,
        HttpContext context,
        LimitedSignIn signIn,
        EnrolSecondFactor enrol,
        CancellationToken cancel
    ) =>
        Problems.OkOr(
            await AsNamedAsync(
                signIn.NamedAsync(context, new Credentials(body.UserName, body.Password)),
                actor => enrol.ConfirmAsync(body.Code, actor, cancel)
            )
        );

    private static async Task<Outcome<T>> AsNamedAsync<T>(
        Task<Outcome<Account>> named,
        Func<Actor, Task<Outcome<T>>> act
    )
        where T : class
    {
        var account = await named;
        return account.IsRefused ? account.Refusal! : await act(account.Value.AsActor());
    }

    private static async Task<IResult> RenewAsync(
        CodeBody body,
        HttpContext context,
        EnrolSecondFactor enrol,
        CancellationToken cancel
    ) => Problems.OkOr(await enrol.RenewRecoveryCodesAsync(body.Code, context.User.Actor(), cancel));

    private static async Task<IResult> RemoveAsync(
        CodeBody body,
        HttpContext context,
        EnrolSecondFactor enrol,
        CancellationToken cancel
    ) =>
        await enrol.RemoveAsync(body.Code, context.User.Actor(), cancel) is { } refusal
            ? Problems.Of(refusal)
            : TypedResults.NoContent();
}
