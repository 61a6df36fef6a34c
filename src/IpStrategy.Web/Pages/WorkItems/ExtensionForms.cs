using IpStrategy.Application.Approvals;
using IpStrategy.Application.Extensions;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Pages.Plans;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>Asking for a later date of one step.</summary>
internal static class ExtensionForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/work-items/{id}/request-extension", ShowAsync).For(Operation.ReadWorkItems);
        pages.MapPost("/work-items/{id}/request-extension", AskAsync).For(Operation.ActOnWorkItem);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, WorkItemDetail detail)
    {
        var found = await WorkItemPages.FindAsync(id, http, detail);
        return found switch
        {
            { IsRefused: true } => Show.NotFound(),
            _ when !found.Value.Allows("request-extension") => Show.SeeOther($"/work-items/{id}"),
            _ => Show.Page<ExtensionPage>(new WorkItemModel(found.Value)),
        };
    }

    private static Task<IResult> AskAsync(
        string id,
        Posted posted,
        HttpContext http,
        RequestExtension extension,
        WorkItemDetail detail
    ) =>
        WorkItemForms.RunAsync<ExtensionPage>(
            new FormCall(id, "request-extension", posted, http, detail, $"/work-items/{id}"),
            (request, actor, _) =>
                extension.RunAsync(request, AssignmentForms.ExtensionOf(posted), actor, http.RequestAborted)
        );
}
