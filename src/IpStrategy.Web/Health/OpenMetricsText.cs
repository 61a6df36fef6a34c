using System.Globalization;
using System.Text;

namespace IpStrategy.Web.Health;

/// <summary>Writes the OpenMetrics 1.0 text format, as much of it as is needed here: gauges, counters, histograms.</summary>
internal sealed class OpenMetricsText
{
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private readonly StringBuilder _text = new();

    /// <summary>Begins a family; its samples must follow before the next one begins.</summary>
    public OpenMetricsText Family(string name, string type, string help)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {type}\n");
        if (help.Length > 0)
        {
            _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escape(help)}\n");
        }
        return this;
    }

    public OpenMetricsText Sample(string name, double value, params IEnumerable<KeyValuePair<string, string>> labels)
    {
        _text.Append(name);
        var first = true;
        foreach (var (label, text) in labels)
        {
            _text.Append(first ? '{' : ',').Append(NameOf(label)).Append("=\"").Append(Escape(text)).Append('"');
            first = false;
        }
        _text.Append(first ? " " : "} ").Append(Number(value)).Append('\n');
        return this;
    }

    public string Finish() => _text.Append("# EOF\n").ToString();

    /// <summary>A name as the format allows it.</summary>
    public static string NameOf(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c == ':' ? c : '_'));

    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
}
