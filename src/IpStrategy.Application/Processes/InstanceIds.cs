using System.Globalization;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Application.Processes;

/// <summary>The engine's opaque instance id is the row's id in decimal digits.</summary>
internal static class InstanceIds
{
    public static ProcessInstanceId Of(long id) => new(id.ToString(CultureInfo.InvariantCulture));

    public static string UserKey(long userId) => userId.ToString(CultureInfo.InvariantCulture);

    public static long? UserOf(string? key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
