using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Api;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Pages.Agencies;

/// <summary>单位目录: one agency entered or changed by hand.</summary>
internal static class AgencyFormPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/agencies/new", New).For(Operation.AdministerAgencies);
        pages.MapPost("/agencies/new", EnterAsync).For(Operation.AdministerAgencies);
        pages.MapGet("/agencies/{code}/edit", EditAsync).For(Operation.AdministerAgencies);
        pages.MapPost("/agencies/{code}/edit", ChangeAsync).For(Operation.AdministerAgencies);
    }

    private static IResult New() => Show.Page<AgencyFormPage>(new AgencyFormModel(AgencyInput.Empty, null, 0));

    private static async Task<IResult> EditAsync(string code, HttpContext http, AgencyList agencies)
    {
        var found = await agencies.OneAsync(code, http.User.Actor(), http.RequestAborted);
        return found.IsRefused
            ? Show.NotFound()
            : Show.Page<AgencyFormPage>(
                new AgencyFormModel(AgencyForm.Of(found.Value), found.Value, found.Value.Version)
            );
    }

    private static Task<IResult> EnterAsync(Posted posted, HttpContext http, SaveAgency save)
    {
        var input = AgencyForm.Read(posted, posted.Raw("code") ?? "");
        // Version 0 says that it is new: a code that is there already is refused, not overwritten.
        return AnswerAsync(new AgencyFormModel(input, null, 0), posted, http, save);
    }

    private static async Task<IResult> ChangeAsync(
        string code,
        Posted posted,
        HttpContext http,
        SaveAgency save,
        AgencyList agencies
    )
    {
        var found = await agencies.OneAsync(code, http.User.Actor(), http.RequestAborted);
        if (found.IsRefused)
        {
            return Show.NotFound();
        }
        var input = AgencyForm.Read(posted, code);
        var model = new AgencyFormModel(input, found.Value, posted.Version ?? found.Value.Version);
        return await AnswerAsync(model, posted, http, save);
    }

    private static async Task<IResult> AnswerAsync(
        AgencyFormModel model,
        Posted posted,
        HttpContext http,
        SaveAgency save
    )
    {
        if (posted.IsResumed)
        {
            return Show.Page<AgencyFormPage>(model);
        }
        var order = AgencyForm.OrderOf(model.Input);
        var refusal = order.Refusal;
        if (refusal is null)
        {
            var saved = await save.RunAsync(order.Value, model.Version, http.User.Actor(), http.RequestAborted);
            refusal = saved.Refusal;
        }
        if (refusal is not null)
        {
            return Show.Page<AgencyFormPage>(Refused(model, refusal), Problems.StatusOf(refusal));
        }
        Flash.Set(http, model.IsNew ? "Done.agency" : "Done.agency.change", order.Value.Name.Trim());
        return Show.SeeOther($"/agencies/{order.Value.Code}");
    }

    private static AgencyFormModel Refused(AgencyFormModel model, Refusal refusal) =>
        refusal is AgencyHasChanged changed
            ? model.IsNew
                // Somebody bears this code already: that is what is wrong with it.
                ? model with
                {
                    Refusal = new AgencyCodeIsTaken(model.Input.Code.Trim()),
                }
                : model with
                {
                    Refusal = refusal,
                    Version = changed.CurrentVersion,
                }
            : model with
            {
                Refusal = refusal,
            };
}
