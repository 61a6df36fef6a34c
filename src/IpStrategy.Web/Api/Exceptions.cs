using System.Text.Json;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.AspNetCore.Diagnostics;

namespace IpStrategy.Web.Api;

/// <summary>What was thrown on the way of a request becomes a problem; pages keep their own error page.</summary>
internal sealed class Exceptions(ILogger<Exceptions> log) : IExceptionHandler
{
    private const int RetryBusyStorageAfter = 2;

    public async ValueTask<bool> TryHandleAsync(
        HttpContext context,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (!Problems.IsForProgram(context.Request))
        {
            return false;
        }
        await Problems.WriteAsync(context, RefusalFor(exception, context));
        return true;
    }

    private Refusal RefusalFor(Exception exception, HttpContext context)
    {
        switch (exception)
        {
            case BadHttpRequestException { InnerException: JsonException json }:
                return MalformedAt(json);
            case JsonException json:
                return MalformedAt(json);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new BodyIsTooLarge();
            case BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType }:
                return new ContentTypeIsNotTaken();
            case BadHttpRequestException or InvalidDataException:
                return new RequestIsMalformed();
            case StorageIsBusyException:
            case not null when StorageErrors.IsBusy(exception):
                return new StorageIsBusy(RetryBusyStorageAfter);
            default:
                log.LogError(exception, "{Method} {Path} failed", context.Request.Method, context.Request.Path);
                return new SomethingWentWrong(context.TraceIdentifier);
        }
    }

    /// <summary>Lines and columns are counted from one, as editors do.</summary>
    private static JsonIsMalformed MalformedAt(JsonException json) =>
        new(json.Path ?? "$", (json.LineNumber ?? 0) + 1, (json.BytePositionInLine ?? 0) + 1);
}
