using IpStrategy.Application.Accounts;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Agency">Code of the agency, for officers and leaders.</param>
/// <param name="Password">Only from the administrator who sets passwords of this post; without one nobody signs in before he has.</param>
/// <param name="MustChangePassword">The first sign-in opens nothing but the page where the password is changed.</param>
internal sealed record NewUserBody(
    string UserName,
    string DisplayName,
    Post Post,
    string? Password = null,
    string? Agency = null,
    string? Email = null,
    bool MustChangePassword = false
);

/// <summary>What changes of an account; what is left out stays.</summary>
/// <param name="MustChangePassword">With a password: it is for the first sign-in only.</param>
internal sealed record UserBody(string? Password = null, bool? IsDisabled = null, bool MustChangePassword = false);

/// <summary>Accounts, for administrators.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("users").For(Operation.AdministerAccounts);
        users
            .MapGet("/", ListAsync)
            .TakesPages()
            .WithSummary("Accounts, the oldest first")
            .Produces<Page<AccountView>>();
        users.MapGet("/{userName}", OneAsync).WithSummary("One account").Produces<AccountView>();
        users
            .MapPost("/", CreateAsync)
            .WithSummary("Make an account")
            .Produces<AccountView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        users
            .MapPut("/{userName}", ChangeAsync)
            .WithSummary("Set a password, disable or enable; ends the account's sessions")
            .Produces<AccountView>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        UserSheetEndpoints.Map(users);
        users
            .MapDelete("/{userName}/second-factor", ResetAsync)
            .WithSummary("Take away the second factor of who has lost it; ends the account's sessions")
            .Produces<AccountView>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ResetAsync(
        string userName,
        HttpContext context,
        ResetSecondFactor reset,
        CancellationToken cancel
    ) => Problems.OkOr(await reset.RunAsync(userName, context.User.Actor(), cancel));

    private static async Task<IResult> ListAsync(HttpContext context, AccountList accounts, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var (after, pageSize) = (query.After(AccountList.Gave), query.PageSize());
        return query.Refusal is { } wrong
            ? Problems.Of(wrong)
            : Problems.OkOr(await accounts.RunAsync(after, pageSize, context.User.Actor(), cancel));
    }

    private static async Task<IResult> OneAsync(
        string userName,
        HttpContext context,
        AccountList accounts,
        CancellationToken cancel
    ) => Problems.OkOr(await accounts.OneAsync(userName, context.User.Actor(), cancel));

    private static async Task<IResult> CreateAsync(
        NewUserBody body,
        HttpContext context,
        CreateUser users,
        CancellationToken cancel
    )
    {
        var account = new NewAccount(
            body.UserName,
            body.DisplayName,
            body.Post,
            body.Agency,
            body.Email,
            body.MustChangePassword
        );
        var actor = context.User.Actor();
        var password = body.Password is { } text ? new FirstPassword(text, actor) : null;
        var outcome = await users.RunAsync(account, password, actor, cancel);
        return outcome.IsRefused
            ? Problems.Of(outcome.Refusal!)
            : TypedResults.Created($"/api/users/{outcome.Value.UserName}", outcome.Value);
    }

    private static async Task<IResult> ChangeAsync(
        string userName,
        UserBody body,
        HttpContext context,
        UserChanges changes,
        CancellationToken cancel
    ) => Problems.OkOr(await changes.RunAsync(userName, body, context.User.Actor(), cancel));
}

/// <summary>From the parts of a body to use cases; the first refusal ends it.</summary>
internal sealed class UserChanges(SetPassword passwords, DisableUser states, AccountList accounts)
{
    public async Task<Workflow.Outcome<AccountView>> RunAsync(
        string userName,
        UserBody body,
        Actor actor,
        CancellationToken cancel
    )
    {
        if (body.Password is { } password)
        {
            var given = new GivenPassword(password, body.MustChangePassword);
            var changed = await passwords.RunAsync(userName, given, actor, cancel);
            if (changed.IsRefused || body.IsDisabled is null)
            {
                return changed;
            }
        }
        return body.IsDisabled switch
        {
            true => await states.RunAsync(userName, actor, cancel),
            false => await states.UndoAsync(userName, actor, cancel),
            null => await accounts.OneAsync(userName, actor, cancel),
        };
    }
}
