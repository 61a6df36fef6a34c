using IpStrategy.Application.Accounts;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Accounts;

/// <summary>自己的账号: password, second factor, signing out everywhere. Open also to who has a duty to see to first.</summary>
internal static class AccountPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var own = pages.MapGroup("/account").For(Operation.UseOwnAccount).WithMetadata(new OpenDespiteDuties());
        own.MapGet("", ShowAsync);
        own.MapPost("/password", ChangePasswordAsync);
        own.MapPost("/second-factor", BeginAsync);
        own.MapPost("/second-factor/confirm", ConfirmAsync);
        own.MapPost("/second-factor/change", ChangeSecondFactorAsync);
        own.MapPost("/sign-out-everywhere", (Delegate)SignOutEverywhereAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, OwnAccount account, Duties duties) =>
        Show.Page<AccountPage>(await ModelAsync(http, account, duties));

    private static async Task<AccountModel> ModelAsync(HttpContext http, OwnAccount account, Duties duties) =>
        new(
            await account.ReadAsync(http.User.Actor(), http.RequestAborted),
            duties.Of(http.User) is { } duty ? RefusalTexts.Of(duty) : null
        );

    private static async Task<IResult> ChangePasswordAsync(
        Posted posted,
        HttpContext http,
        SetPassword passwords,
        OwnAccount account,
        Duties duties
    )
    {
        if (posted.Raw("password") != posted.Raw("again"))
        {
            return await RefusedAsync(Wording.Say("Setup.Differ"), "again");
        }
        var (current, password) = (posted.Raw("currentPassword") ?? "", posted.Raw("password") ?? "");
        var outcome = await passwords.OwnAsync(current, password, http.User.Actor(), http.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            var field = refusal is CurrentPasswordIsWrong or AccountIsLocked ? "currentPassword" : "password";
            return await RefusedAsync(RefusalTexts.Of(refusal), field);
        }
        await StayAsync(http, account);
        Flash.Set(http, "Done.password");
        return Show.SeeOther(Duties.Address);

        async Task<IResult> RefusedAsync(string problem, string field) =>
            Unprocessable(await ModelAsync(http, account, duties), problem, field);
    }

    private static async Task<IResult> BeginAsync(
        Posted posted,
        HttpContext http,
        EnrolSecondFactor enrol,
        OwnAccount account,
        Duties duties
    )
    {
        var password = posted.Raw("password") ?? "";
        var outcome = await enrol.BeginAsync(password, http.User.Actor(), http.RequestAborted);
        return outcome.Refusal is { } refusal
            ? Unprocessable(await ModelAsync(http, account, duties), RefusalTexts.Of(refusal), "factorPassword")
            : Show.Page<EnrolPage>(new EnrolModel(outcome.Value));
    }

    private static async Task<IResult> ConfirmAsync(
        Posted posted,
        HttpContext http,
        EnrolSecondFactor enrol,
        OwnAccount account
    )
    {
        var outcome = await enrol.ConfirmAsync(posted.Text("code") ?? "", http.User.Actor(), http.RequestAborted);
        if (outcome.Refusal is { } refusal)
        {
            return refusal is SecondFactorIsWrong
                ? Show.Page<EnrolPage>(
                    new EnrolModel(null, RefusalTexts.Of(refusal)),
                    StatusCodes.Status422UnprocessableEntity
                )
                : Show.SeeOther(Duties.Address);
        }
        await StayAsync(http, account);
        return Show.Page<RecoveryCodesPage>(new RecoveryCodesModel(outcome.Value.Codes));
    }

    private static async Task<IResult> ChangeSecondFactorAsync(
        Posted posted,
        HttpContext http,
        EnrolSecondFactor enrol,
        OwnAccount account,
        Duties duties
    )
    {
        var (code, actor) = (posted.Text("code") ?? "", http.User.Actor());
        if (posted.Text("do") == "renew")
        {
            var renewed = await enrol.RenewRecoveryCodesAsync(code, actor, http.RequestAborted);
            return renewed.Refusal is { } no
                ? await RefusedAsync(no)
                : Show.Page<RecoveryCodesPage>(new RecoveryCodesModel(renewed.Value.Codes));
        }
        if (await enrol.RemoveAsync(code, actor, http.RequestAborted) is { } refusal)
        {
            return await RefusedAsync(refusal);
        }
        await StayAsync(http, account);
        Flash.Set(http, "Done.factorRemoved");
        return Show.SeeOther(Duties.Address);

        async Task<IResult> RefusedAsync(Refusal why) =>
            Unprocessable(await ModelAsync(http, account, duties), RefusalTexts.Of(why), "code");
    }

    private static async Task<IResult> SignOutEverywhereAsync(HttpContext http, OwnAccount account)
    {
        await account.SignOutEverywhereAsync(http.User.Actor(), http.RequestAborted);
        await CookieSignIn.SignOutAsync(http);
        Flash.Set(http, "Done.everywhere");
        return Show.SeeOther(CookieSignIn.SignInPath);
    }

    /// <summary>What was done has ended every session of the account; whoever did it stays in where it was done.</summary>
    private static async Task StayAsync(HttpContext http, OwnAccount account)
    {
        var means = http.User.FindFirst(SignedIn.MeansClaim)?.Value;
        await CookieSignIn.SetAsync(http, await account.NowAsync(http.User.Actor(), http.RequestAborted), means);
    }

    private static IResult Unprocessable(AccountModel model, string problem, string field) =>
        Show.Page<AccountPage>(
            model with
            {
                Problem = problem,
                ProblemField = field,
            },
            StatusCodes.Status422UnprocessableEntity
        );
}
