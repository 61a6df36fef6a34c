using IpStrategy.Application.Accounts;
using IpStrategy.Web.Api;
using IpStrategy.Web.Texts;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Accounts;

/// <summary>The first administrator of an empty installation, by a link that the log shows once.</summary>
internal static class SetupPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/setup", ShowAsync).WithMetadata(new OpenToAnyone());
        pages.MapPost("/setup", MakeAsync).WithMetadata(new OpenToAnyone());
    }

    private static async Task<IResult> ShowAsync(string? token, HttpContext http, CreateFirstAdministrator create) =>
        await create.IsValidAsync(token, http.RequestAborted) ? Show.Page<SetupPage>(new SetupModel(token!)) : Over();

    private static async Task<IResult> MakeAsync(Posted posted, HttpContext http, CreateFirstAdministrator create)
    {
        var token = posted.Text("token") ?? "";
        if (!await create.IsValidAsync(token, http.RequestAborted))
        {
            return Over();
        }
        var model = new SetupModel(token, posted);
        if (Check(posted) is var (problem, field))
        {
            return Refused(model, problem, field);
        }
        var outcome = await create.RunAsync(
            token,
            posted.Text("userName")!.Trim(),
            posted.Text("name")!,
            posted.Raw("password")!,
            http.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal is SetupLinkIsNotValid ? Over() : Refused(model, RefusalTexts.Of(refusal), FieldOf(refusal));
        }
        Flash.Set(http, "Done.setup");
        return Show.SeeOther("/sign-in");
    }

    private static (string Problem, string Field)? Check(Posted posted)
    {
        foreach (var (field, label) in new[] { ("userName", "User"), ("name", "Name"), ("password", "Password") })
        {
            if (posted.Text(field) is null)
            {
                return (Wording.Say("Setup.Missing", Wording.Say("Setup." + label)), field);
            }
        }
        return posted.Raw("password") == posted.Raw("again") ? null : (Wording.Say("Setup.Differ"), "again");
    }

    private static string FieldOf(Refusal refusal) =>
        refusal switch
        {
            UserNameIsNotAllowed => "userName",
            DisplayNameIsNotAllowed => "name",
            _ => "password",
        };

    private static IResult Refused(SetupModel model, string problem, string field) =>
        Show.Page<SetupPage>(
            model with
            {
                Problem = problem,
                ProblemField = field,
            },
            StatusCodes.Status422UnprocessableEntity
        );

    private static IResult Over() =>
        Show.Page<SetupPage>(new SetupModel("") { IsOver = true }, StatusCodes.Status404NotFound);
}
