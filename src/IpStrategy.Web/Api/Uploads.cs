using IpStrategy.Workflow;
using Microsoft.Net.Http.Headers;

namespace IpStrategy.Web.Api;

/// <summary>A file that came as the body itself or as a part of a form.</summary>
internal static class Uploads
{
    public static async Task<(byte[] File, Refusal? Wrong)> ReadAsync(
        HttpRequest request,
        string part,
        int mostBytes,
        CancellationToken cancel
    )
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return ([], new ContentTypeIsNotTaken());
        }
        if (type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
        {
            return await ReadAsync(request.Body, mostBytes, cancel);
        }
        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return ([], new ContentTypeIsNotTaken());
        }
        var form = await request.ReadFormAsync(cancel);
        if (form.Files.GetFile(part) is not { } file)
        {
            return ([], new ValueIsMissing(part));
        }
        await using var stream = file.OpenReadStream();
        return await ReadAsync(stream, mostBytes, cancel);
    }

    private static async Task<(byte[] File, Refusal? Wrong)> ReadAsync(
        Stream stream,
        int mostBytes,
        CancellationToken cancel
    )
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, cancel)) > 0; )
        {
            if (copy.Length + read > mostBytes)
            {
                return ([], new BodyIsTooLarge());
            }
            copy.Write(buffer, 0, read);
        }
        return (copy.ToArray(), null);
    }
}
