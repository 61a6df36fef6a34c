using IpStrategy.Application;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Components;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Pages.Inbox;

/// <summary>The inbox: messages newest first, read one by one or a page at once.</summary>
internal static class InboxPages
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/inbox", ShowAsync).For(Operation.ReadInbox);
        pages.MapGet("/inbox/count", CountAsync).For(Operation.ReadInbox).WithMetadata(new AsksByItself());
        pages.MapPost("/inbox/read", ReadAsync).For(Operation.ReadInbox);
        pages.MapPost("/inbox/{id}/open", OpenAsync).For(Operation.ReadInbox);
        pages.MapGet("/inbox/{*rest}", () => Show.SeeOther("/inbox")).For(Operation.ReadInbox);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Application.Delivery.Inbox inbox)
    {
        var (actor, cancel) = (http.User.Actor(), http.RequestAborted);
        var after =
            http.Request.Query["after"].ToString() is { Length: > 0 } text && Opaque.Read(text) is not null
                ? text
                : null;
        var page = await inbox.RunAsync(after, PageSize, actor, cancel);
        return Show.Page<InboxPage>(new InboxModel(page, after, await inbox.UnreadCountAsync(actor, cancel)));
    }

    private static async Task<IResult> CountAsync(HttpContext http, Application.Delivery.Inbox inbox) =>
        Show.Fragment<InboxCount>(("Count", await inbox.UnreadCountAsync(http.User.Actor(), http.RequestAborted)));

    private static async Task<IResult> ReadAsync(Posted posted, HttpContext http, Application.Delivery.Inbox inbox)
    {
        foreach (var id in posted.All("id").Select(Opaque.Read).OfType<long>().Take(PageSize))
        {
            await inbox.ReadAsync(id, http.User.Actor(), http.RequestAborted);
        }
        return Show.SeeOther("/inbox");
    }

    /// <summary>To open a message is to read it.</summary>
    private static async Task<IResult> OpenAsync(
        string id,
        Posted posted,
        HttpContext http,
        Application.Delivery.Inbox inbox,
        AssignmentOfUndertaking assignments
    )
    {
        var (actor, cancel) = (http.User.Actor(), http.RequestAborted);
        if (Opaque.Read(id) is { } number)
        {
            await inbox.ReadAsync(number, actor, cancel);
        }
        if (Opaque.Read(posted.Text("item")) is { } item)
        {
            return Show.SeeOther($"/work-items/{Opaque.Of(item)}");
        }
        if (Opaque.Read(posted.Text("notice")) is { } notice)
        {
            return Show.SeeOther($"/notices/{Opaque.Of(notice)}");
        }
        if (Opaque.Read(posted.Text("reorganisation")) is { } reorganisation)
        {
            return Show.SeeOther($"/agencies/reorganisations/{Opaque.Of(reorganisation)}");
        }
        var assignment = Opaque.Read(posted.Text("undertaking")) is { } undertaking
            ? await assignments.RunAsync(undertaking, actor, cancel)
            : null;
        return Show.SeeOther(assignment is null ? "/inbox" : $"/assignments/{assignment}");
    }
}
