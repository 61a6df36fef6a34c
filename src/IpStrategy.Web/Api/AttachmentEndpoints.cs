using IpStrategy.Application;
using IpStrategy.Application.Attachments;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Attachments;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Security;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IpStrategy.Web.Api;

/// <summary>附件 over HTTP: put to a work item, handed out, taken away.</summary>
internal static class AttachmentEndpoints
{
    // The form around a file.
    private const long Around = 64 * 1024;

    public static void MapAttachments(this IEndpointRouteBuilder api)
    {
        api.MapPost("/work-items/{id}/attachments", AttachAsync)
            .WithTags("attachments")
            .For(Operation.ActOnWorkItem)
            .TakesQuery("name", "sensitive", "deliverable")
            .TakesLargeFile()
            .WithSummary(
                "A file put to a work item: part `file` of a form, or the body itself with `name` in the query"
            )
            .Accepts<IFormFile>("multipart/form-data", "application/octet-stream")
            .Produces<AttachmentView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        var attachments = api.MapGroup("/attachments").WithTags("attachments");
        attachments
            .MapGet("/{id}", ReadAsync)
            .For(Operation.ReadWorkItems)
            .WithMetadata(new Sandboxed())
            .WithSummary("The content of an attachment; ranges are served, reading a sensitive one is put on record")
            .Produces(StatusCodes.Status200OK, null, "application/octet-stream")
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        attachments
            .MapDelete("/{id}", RemoveAsync)
            .For(Operation.ActOnWorkItem)
            .WithSummary("Takes one's own attachment away while its work item is open")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>More than the program takes in elsewhere: as much as an attachment may have.</summary>
    public static T TakesLargeFile<T>(this T endpoint)
        where T : IEndpointConventionBuilder
    {
        endpoint.Finally(e =>
            e.Metadata.Add(
                new RequestSizeLimitAttribute(
                    e.ApplicationServices.GetRequiredService<FileSettings>().MostBytes + Around
                )
            )
        );
        return endpoint;
    }

    private static async Task<IResult> AttachAsync(
        string id,
        HttpContext context,
        AttachFile attach,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new WorkItemDoesNotExist());
        }
        var actor = context.User.Actor();
        // Before anything is taken in.
        if (await attach.MayAsync(number, actor, cancel) is { } early)
        {
            return Problems.Of(early);
        }
        var (upload, wrong) = await UploadAsync(context.Request, cancel);
        if (upload is null)
        {
            return Problems.Of(wrong!);
        }
        await using var content = upload.Content;
        var outcome = await attach.RunAsync(number, upload, actor, cancel);
        return outcome.IsRefused
            ? Problems.Of(outcome.Refusal!)
            : TypedResults.Created($"/api/attachments/{outcome.Value.Id}", outcome.Value);
    }

    private static async Task<(NewAttachment? Upload, Refusal? Wrong)> UploadAsync(
        HttpRequest request,
        CancellationToken cancel
    )
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return (null, new ContentTypeIsNotTaken());
        }
        var query = new QueryReader(request.Query);
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return query.Text("name") is { } name
                ? Upload(new(name, query.Text("sensitive"), query.Text("deliverable")), request.Body)
                : (null, new ValueIsMissing("name"));
        }
        if (await FormAsync(request, cancel) is not { } form)
        {
            return (null, new RequestIsMalformed());
        }
        return form.Files.GetFile("file") is { } file
            ? Upload(
                new(
                    query.Text("name") ?? file.FileName,
                    query.Text("sensitive") ?? form["sensitive"],
                    query.Text("deliverable") ?? form["deliverable"]
                ),
                file.OpenReadStream()
            )
            : (null, new ValueIsMissing("file"));
    }

    /// <summary>Kept on the disk by the framework while it comes in. Null where the form breaks off.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return await request.ReadFormAsync(cancel);
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }

    private sealed record Labels(string Name, string? Sensitive, string? Deliverable);

    private static (NewAttachment? Upload, Refusal? Wrong) Upload(Labels labels, Stream content)
    {
        if (labels.Sensitive is not (null or "" or "true" or "false"))
        {
            return (null, new ValueIsNotAllowed("sensitive", labels.Sensitive));
        }
        var deliverable = Opaque.Read(labels.Deliverable);
        if (deliverable is null && !string.IsNullOrEmpty(labels.Deliverable))
        {
            return (null, new Domain.Deliverables.DeliverableDoesNotExist());
        }
        var sensitivity = labels.Sensitive == "true" ? Sensitivity.Sensitive : Sensitivity.Ordinary;
        return (new NewAttachment(labels.Name, content, sensitivity, deliverable), null);
    }

    private static async Task<IResult> ReadAsync(
        string id,
        HttpContext context,
        ReadAttachment read,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new AttachmentDoesNotExist());
        }
        var outcome = await read.RunAsync(number, context.User.Actor(), cancel);
        return outcome.IsRefused ? Problems.Of(outcome.Refusal!) : FileOf(outcome.Value);
    }

    /// <summary>Never shown by the browser itself: saved, under the name it was given (RFC 6266, RFC 8187).</summary>
    public static IResult FileOf(AttachmentContent content) =>
        TypedResults.File(
            content.Content,
            content.MediaType,
            content.Name,
            content.UploadedAt,
            new EntityTagHeaderValue($"\"{content.Sha256}\""),
            enableRangeProcessing: true
        );

    private static async Task<IResult> RemoveAsync(
        string id,
        HttpContext context,
        RemoveAttachment remove,
        CancellationToken cancel
    )
    {
        if (Opaque.Read(id) is not { } number)
        {
            return Problems.Of(new AttachmentDoesNotExist());
        }
        var outcome = await remove.RunAsync(number, context.User.Actor(), cancel);
        return outcome.IsRefused ? Problems.Of(outcome.Refusal!) : TypedResults.NoContent();
    }
}
