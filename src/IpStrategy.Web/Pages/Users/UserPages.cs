using IpStrategy.Application.Accounts;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Sheets;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Users;

/// <summary>Accounts, and why something was not done.</summary>
/// <param name="Reader">Each of the administrators is offered his own share of the work.</param>
public sealed record UsersModel(
    Page<AccountView> Page,
    string? After,
    Actor Reader,
    Posted? Typed = null,
    Refusal? Refusal = null
)
{
    /// <summary>What a sheet that was sent would do, or has done.</summary>
    public SheetReport? Report { get; init; }

    /// <summary>Why a file was not read at all.</summary>
    public string? FileProblem { get; init; }

    public string? Sentence => Refusal is null ? null : RefusalTexts.Of(Refusal);

    public bool May(AccountAct act, Post of) => AdministratorDuties.May(Reader, act, of) is null;

    public IEnumerable<Post> Makeable => Enum.GetValues<Post>().Where(p => May(AccountAct.Make, p));

    public static Post PostOf(AccountView account) => Enum.Parse<Post>(account.Post, ignoreCase: true);
}

/// <summary>账号管理: for the system and the security administrator.</summary>
internal static class UserPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages
            .MapGet(
                "/users",
                async (HttpContext http, AccountList accounts) => Show.Page<UsersPage>(await ModelAsync(http, accounts))
            )
            .For(Operation.AdministerAccounts);
        UserSheetPages.Map(pages);
        pages.MapPost("/users", MakeAsync).For(Operation.AdministerAccounts);
        pages
            .MapPost("/users/{userName}/{verb:regex(^(disable|enable|password|second-factor|hand-over)$)}", ActAsync)
            .For(Operation.AdministerAccounts);
        pages.MapGet("/users/{*rest}", () => Show.SeeOther("/users")).For(Operation.AdministerAccounts);
    }

    internal static async Task<UsersModel> ModelAsync(HttpContext http, AccountList accounts)
    {
        var asked = http.Request.Query["after"].ToString();
        var after = AccountList.Gave(asked) ? asked : null;
        var actor = http.User.Actor();
        var page = await accounts.RunAsync(after, PageSize, actor, http.RequestAborted);
        return new UsersModel(page.Value, after, actor);
    }

    private static async Task<IResult> MakeAsync(
        Posted posted,
        HttpContext http,
        CreateUser users,
        AccountList accounts
    )
    {
        if (posted.IsResumed)
        {
            return Show.Page<UsersPage>(await ModelAsync(http, accounts) with { Typed = posted });
        }
        var account = new NewAccount(
            posted.Text("userName") ?? "",
            posted.Text("displayName") ?? "",
            Enum.TryParse<Post>(posted.Text("post"), out var post) ? post : Post.Officer,
            posted.Text("agency"),
            posted.Text("email"),
            MustChangePassword: true
        );
        var actor = http.User.Actor();
        var password = posted.Raw("password") is { Length: > 0 } text ? new FirstPassword(text, actor) : null;
        var made = await users.RunAsync(account, password, actor, http.RequestAborted);
        return await AnswerAsync(new UserCall(account.UserName, posted, http, accounts), made.Refusal, "Done.user");
    }

    private static async Task<IResult> ActAsync(
        string userName,
        string verb,
        Posted posted,
        HttpContext http,
        UserActs acts
    )
    {
        if (posted.IsResumed)
        {
            return Show.SeeOther("/users");
        }
        var refusal = await acts.RunAsync(userName, verb, posted, http);
        return refusal is AccountDoesNotExist
            ? Show.NotFound()
            : await AnswerAsync(new UserCall(userName, posted, http, acts.Accounts), refusal, "Done.user." + verb);
    }

    private static async Task<IResult> AnswerAsync(UserCall call, Refusal? refusal, string done)
    {
        if (refusal is not null)
        {
            var model = await ModelAsync(call.Http, call.Accounts) with { Typed = call.Posted, Refusal = refusal };
            return Show.Page<UsersPage>(model, Problems.StatusOf(refusal));
        }
        Flash.Set(call.Http, done, call.UserName);
        return Show.SeeOther("/users");
    }

    private sealed record UserCall(string UserName, Posted Posted, HttpContext Http, AccountList Accounts);
}

/// <summary>From a form's verb to the use case.</summary>
internal sealed class UserActs(
    DisableUser states,
    SetPassword passwords,
    ResetSecondFactor factors,
    HandOverWork work,
    AccountList accounts
)
{
    public AccountList Accounts => accounts;

    public async Task<Refusal?> RunAsync(string userName, string verb, Posted posted, HttpContext http)
    {
        var (actor, cancel) = (http.User.Actor(), http.RequestAborted);
        return verb switch
        {
            "disable" => (await states.RunAsync(userName, actor, cancel)).Refusal,
            "enable" => (await states.UndoAsync(userName, actor, cancel)).Refusal,
            "password" => (
                await passwords.RunAsync(userName, new GivenPassword(posted.Raw("password") ?? "", true), actor, cancel)
            ).Refusal,
            "second-factor" => (await factors.RunAsync(userName, actor, cancel)).Refusal,
            _ => (await work.RunAsync(userName, posted.Text("to") ?? "", actor, cancel)).Refusal,
        };
    }
}
