namespace IpStrategy.Web.Texts;

/// <summary>Which light stands beside something that may be done, ended or void, and the word beside it.</summary>
public static class StatusWords
{
    /// <param name="status">Of an assignment or an undertaking, as the API spells it.</param>
    public static string? Light(string status, string? light) =>
        status switch
        {
            "completed" => "done",
            "terminated" or "voided" => "grey",
            _ => light,
        };

    public static string? Reason(string status, string? reason) =>
        status is "terminated" or "voided" or "suspended" ? status : reason;

    /// <summary>Time runs while it is at work.</summary>
    public static bool IsRunning(string status) => status == "running";
}
