using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <summary>What a message is about; the caller words it.</summary>
/// <param name="Offset">Working days from the due date, for reminders.</param>
/// <param name="IsRequest">商请: the body is not the city's to instruct.</param>
/// <param name="From">Who wrote <paramref name="Text"/>.</param>
internal sealed record MessageAnswer(
    string Id,
    string Kind,
    string? WorkItemId,
    string? UndertakingId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ReadAt,
    int AssignmentNumber,
    string Label,
    string Subject,
    string Step,
    string StepName,
    DateOnly? DueOn,
    int? Offset,
    bool IsRequest,
    string? From,
    string? Text
)
{
    public static MessageAnswer Of(InboxView m) =>
        new(
            m.Id,
            m.Kind,
            m.WorkItemId,
            m.UndertakingId,
            m.CreatedAt,
            m.ReadAt,
            m.Facts.AssignmentNumber,
            m.Facts.Label,
            m.Facts.Subject,
            m.Facts.Step,
            m.Facts.StepName,
            m.Facts.DueOn,
            m.Facts.Offset,
            m.Facts.IsRequest,
            m.Facts.From,
            m.Facts.Text
        );
}

/// <summary>The caller's own messages.</summary>
internal static class InboxEndpoints
{
    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        var inbox = api.MapGroup("/inbox").WithTags("inbox").For(Operation.ReadInbox);
        inbox.MapGet("/", ListAsync).TakesPages().WithSummary("Messages, newest first").Produces<Page<MessageAnswer>>();
        inbox
            .MapPost("/{id}/read", ReadAsync)
            .WithSummary("Mark a message as read")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Inbox inbox, CancellationToken cancel)
    {
        var query = new QueryReader(context.Request.Query);
        var (after, pageSize) = (query.After(Inbox.Gave), query.PageSize());
        if (query.Refusal is { } wrong)
        {
            return Problems.Of(wrong);
        }
        var page = await inbox.RunAsync(after, pageSize, context.User.Actor(), cancel);
        return TypedResults.Ok(
            new Page<MessageAnswer>([.. page.Items.Select(MessageAnswer.Of)], page.Total, page.Next)
        );
    }

    private static async Task<IResult> ReadAsync(
        string id,
        HttpContext context,
        Inbox inbox,
        CancellationToken cancel
    ) =>
        Opaque.Read(id) is { } number && await inbox.ReadAsync(number, context.User.Actor(), cancel)
            ? TypedResults.NoContent()
            : Problems.Of(new NothingIsHere());
}
