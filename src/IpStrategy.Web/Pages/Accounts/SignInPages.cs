using System.Collections.Immutable;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Api;
using IpStrategy.Web.Pages.Errors;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Localization;

namespace IpStrategy.Web.Pages.Accounts;

/// <summary>Sign-in, sign-out and the language: what one may do without being anybody.</summary>
internal static class SignInPages
{
    private static readonly ImmutableArray<string> Languages = ["zh-CN", "en"];

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", ShowForm).WithMetadata(new OpenToAnyone());
        pages.MapPost("/sign-in", SignInAsync).WithMetadata(new OpenToAnyone());
        pages.MapGet("/sign-in/code", ShowCodeFormAsync).WithMetadata(new OpenToAnyone());
        pages.MapPost("/sign-in/code", SecondStepAsync).WithMetadata(new OpenToAnyone());
        pages.MapPost("/sign-in/oidc", BeginOidcAsync).WithMetadata(new OpenToAnyone());
        pages.MapPost("/sign-out", (Delegate)SignOutAsync).WithMetadata(new OpenToAnyone());
        pages.MapPost("/language", ChooseLanguage).WithMetadata(new OpenToAnyone());
    }

    /// <summary>To the sign-in page, and back to where somebody wanted to go.</summary>
    public static IResult Redirect(HttpContext http)
    {
        var address = http.Request.Path + http.Request.QueryString;
        return Show.SeeOther(address == "/" ? "/sign-in" : "/sign-in?returnUrl=" + Uri.EscapeDataString(address));
    }

    /// <summary>The sign-in page for who sent a form after the session had ended: the form waits behind it.</summary>
    public static IResult ShowKeeping(Kept kept) =>
        Show.Page<SignInPage>(new SignInModel("/", Kept: kept), StatusCodes.Status401Unauthorized);

    private static IResult ShowForm(HttpContext http, string? returnUrl) =>
        http.User.IsSignedIn()
            ? Show.SeeOther(LocalAddress.OrHome(returnUrl))
            : Show.Page<SignInPage>(new SignInModel(LocalAddress.OrHome(returnUrl)));

    private static async Task<IResult> SignInAsync(
        Posted posted,
        HttpContext http,
        CookieSignIn signIn,
        TimeProvider clock
    )
    {
        var kept = Kept.From(posted);
        var model = new SignInModel(LocalAddress.OrHome(posted.Text("returnUrl")), posted.Raw("userName"), Kept: kept);
        if (posted.Text("userName") is not { } user || posted.Raw("password") is not { Length: > 0 } password)
        {
            return Refused(model, Wording.Say("SignIn.Empty"), StatusCodes.Status422UnprocessableEntity);
        }
        var outcome = await signIn.RunAsync(http, user.Trim(), password);
        if (outcome.Refusal is { } refusal)
        {
            return Refused(model, SentenceFor(refusal, clock), Problems.StatusOf(refusal));
        }
        return outcome.Value.HasSecondFactor
            ? Show.Page<CodePage>(new CodeModel(model.ReturnUrl, Kept: kept))
            : Inside(http, outcome.Value, model);
    }

    /// <summary>On to the provider of the single sign-on.</summary>
    private static async Task<IResult> BeginOidcAsync(Posted posted, HttpContext http, OidcSettings settings)
    {
        if (!settings.IsConfigured)
        {
            return Show.NotFound();
        }
        var properties = new AuthenticationProperties { RedirectUri = LocalAddress.OrHome(posted.Text("returnUrl")) };
        try
        {
            await http.ChallengeAsync(Schemes.Oidc, properties);
            return Results.Empty;
        }
        catch (InvalidOperationException e) when (e.InnerException is not null)
        {
            // Its description could not be had.
            var problem = RefusalTexts.Of(new OidcProviderIsNotReached());
            return Refused(new SignInModel("/"), problem, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> ShowCodeFormAsync(string? returnUrl, HttpContext http, SecondStep second) =>
        await second.WhoseAsync(http) is null
            ? Show.SeeOther("/sign-in")
            : Show.Page<CodePage>(new CodeModel(LocalAddress.OrHome(returnUrl)));

    private static async Task<IResult> SecondStepAsync(
        Posted posted,
        HttpContext http,
        CookieSignIn signIn,
        TimeProvider clock
    )
    {
        var model = new SignInModel(LocalAddress.OrHome(posted.Text("returnUrl")), Kept: Kept.From(posted));
        if (await signIn.GoOnAsync(http, posted.Text("code") ?? "") is not { } outcome)
        {
            return Refused(model, Wording.Say("Code.Over"), StatusCodes.Status401Unauthorized);
        }
        if (outcome.Refusal is not { } refusal)
        {
            return Inside(http, outcome.Value, model);
        }
        var (problem, status) = (SentenceFor(refusal, clock), Problems.StatusOf(refusal));
        return refusal is SecondFactorIsWrong
            ? Show.Page<CodePage>(new CodeModel(model.ReturnUrl, problem, model.Kept), status)
            : Refused(model, problem, status);
    }

    private static IResult Inside(HttpContext http, Account account, SignInModel model) =>
        model.Kept is null || account.MustChangePassword
            ? Show.SeeOther(FirstPageOf(account, model.ReturnUrl))
            : GoOn(http, account, model.Kept);

    /// <summary>Leadership looks: it begins with how the plan stands, not with a list that is mostly empty.</summary>
    private static string FirstPageOf(Account account, string wanted) =>
        wanted == "/" && account.Post == Post.Leadership ? "/plans" : wanted;

    /// <summary>Back to the form that waited. The token of that page is for who has just signed in.</summary>
    private static IResult GoOn(HttpContext http, Account account, Kept kept)
    {
        http.User = SignedIn.PrincipalOf(account, Schemes.Cookie);
        return Show.Page<ContinuePage>(new ContinueModel(kept, "Continue.SignedIn", Resume.First));
    }

    private static IResult Refused(SignInModel model, string problem, int status) =>
        Show.Page<SignInPage>(model with { Problem = problem }, status);

    private static string SentenceFor(Refusal refusal, TimeProvider clock) =>
        refusal switch
        {
            UserNameOrPasswordIsWrong => Wording.Say("SignIn.Wrong"),
            AccountIsLocked locked => Wording.Say("SignIn.Locked", MinutesUntil(locked.Until, clock)),
            _ => RefusalTexts.Of(refusal),
        };

    // Locks go by the real time, not by the domain's clock that a demonstration moves.
    private static int MinutesUntil(DateTimeOffset until, TimeProvider clock) =>
        Math.Max(1, (int)Math.Ceiling((until - clock.GetUtcNow()).TotalMinutes));

    private static async Task<IResult> SignOutAsync(HttpContext http, SignInRecord record)
    {
        if (http.User.IsSignedIn())
        {
            await record.EndedAsync(http.User.Actor(), http.RequestAborted);
        }
        await CookieSignIn.SignOutAsync(http);
        Flash.Set(http, "Done.out");
        return Show.SeeOther("/sign-in");
    }

    private static IResult ChooseLanguage(Posted posted, HttpContext http)
    {
        if (posted.Text("language") is { } language && Languages.Contains(language))
        {
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                    Path = "/",
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                }
            );
        }
        return Show.SeeOther(LocalAddress.OrHome(posted.Text("returnUrl")));
    }
}
