using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;

namespace IpStrategy.Web.Api;

/// <param name="Outcome">Left out = the one for all.</param>
internal sealed record BundledReplyBody(
    string? Id,
    int? Version = null,
    string? Outcome = null,
    string? Opinion = null
);

/// <param name="Outcome">For all that have none of their own: Concur, ConcurWithComments, NonConcur, NotConcerned.</param>
internal sealed record BundleBody(BundledReplyBody[]? Items = null, string? Outcome = null, string? Opinion = null);

/// <summary>一并反馈: several governments ask one agency about the same assignment.</summary>
internal static class BundleEndpoints
{
    public static void Map(IEndpointRouteBuilder items) =>
        items
            .MapPost("/replies", ReplyAsync)
            .For(Operation.ActOnWorkItem)
            .WithSummary("Replies to several requests of one assignment to one agency: all of them or none")
            .WithMetadata(new TakesIdempotencyKey())
            .Produces<RepliedTogether>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> ReplyAsync(
        BundleBody body,
        HttpContext context,
        ReplyTogether reply,
        CancellationToken cancel
    )
    {
        var read = WriteReader.Of(context, body);
        var replies = (body.Items ?? []).Select(
            (item, i) =>
                new BundledReply(
                    read.Id($"$.items[{i}].id", read.Required($"$.items[{i}].id", item.Id)) ?? 0,
                    item.Version,
                    item.Outcome ?? body.Outcome,
                    item.Outcome is null && item.Opinion is null ? body.Opinion : item.Opinion
                )
        );
        var list = replies.ToList();
        return read.RunAsync(() => reply.RunAsync([.. list], read.Request, context.User.Actor(), cancel));
    }
}
