using System.Collections.Immutable;
using IpStrategy.Application.Accounts;
using IpStrategy.Application.Audit;
using IpStrategy.Domain.Approvals;
using IpStrategy.Web.Api;
using IpStrategy.Web.Pages.Errors;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;
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
        return kept is null
            ? Show.SeeOther(FirstPageOf(outcome.Value, model.ReturnUrl))
            : GoOn(http, outcome.Value, kept);
    }

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
