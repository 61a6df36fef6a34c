using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>The pages that ask for people, and their forms: delegating, adding and removing signers, copying.</summary>
internal static class PeopleForms
{
    private static readonly string[] Verbs = ["delegate", "add-signers", "remove-signers", "copy-to"];

    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var verb in Verbs)
        {
            pages
                .MapGet(
                    $"/work-items/{{id}}/{verb}",
                    (string id, HttpContext http, PeopleCall people) => ShowAsync(id, verb, http, people)
                )
                .For(Operation.ReadWorkItems);
        }
        pages.MapPost("/work-items/{id}/delegate", DelegateAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/add-signers", AddAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/remove-signers", RemoveAsync).For(Operation.ActOnWorkItem);
        pages.MapPost("/work-items/{id}/copy-to", CopyAsync).For(Operation.ActOnWorkItem);
    }

    private static async Task<IResult> ShowAsync(string id, string verb, HttpContext http, PeopleCall people)
    {
        var found = await WorkItemPages.FindAsync(id, http, people.Detail);
        return found switch
        {
            { IsRefused: true } => Show.NotFound(),
            _ when !found.Value.Allows(verb) => Show.SeeOther($"/work-items/{id}"),
            _ => Show.Page<PeoplePage>(people.ModelOf(found.Value, verb, http)),
        };
    }

    private static Task<IResult> DelegateAsync(
        string id,
        Posted posted,
        HttpContext http,
        DelegateWorkItem ask,
        PeopleCall people
    ) =>
        WorkItemForms.RunAsync<PeoplePage>(
            people.Of(id, "delegate", posted, http),
            (request, actor, _) =>
                ask.RunAsync(request, posted.Text("to") ?? "", posted.Text("opinion"), actor, http.RequestAborted)
        );

    private static Task<IResult> AddAsync(
        string id,
        Posted posted,
        HttpContext http,
        AddSigners signers,
        PeopleCall people
    )
    {
        var place = posted.Text("place") ?? "before";
        var choice = new AddSigners.Choice(posted.All("to"), place, null, posted.Text("opinion"));
        return WorkItemForms.RunAsync<PeoplePage>(
            people.Of(id, "add-signers", posted, http),
            (request, actor, _) => signers.RunAsync(request, choice, actor, http.RequestAborted)
        );
    }

    private static Task<IResult> RemoveAsync(
        string id,
        Posted posted,
        HttpContext http,
        AddSigners signers,
        PeopleCall people
    ) =>
        WorkItemForms.RunAsync<PeoplePage>(
            people.Of(id, "remove-signers", posted, http),
            (request, actor, _) => signers.RemoveAsync(request, posted.All("to"), actor, http.RequestAborted)
        );

    private static Task<IResult> CopyAsync(
        string id,
        Posted posted,
        HttpContext http,
        CopyWorkItem copy,
        PeopleCall people
    ) =>
        WorkItemForms.RunAsync<PeoplePage>(
            people.Of(id, "copy-to", posted, http),
            (request, actor, _) =>
                copy.RunAsync(request, posted.All("to"), posted.Text("opinion"), actor, http.RequestAborted)
        );
}
