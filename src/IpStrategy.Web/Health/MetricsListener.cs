using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace IpStrategy.Web.Health;

/// <summary>
/// Adds up what the framework's and our own instruments measure, for /metrics. Only meters listed here are heard, so that the number
/// of series stays small.
/// </summary>
internal sealed class MetricsListener : IHostedService, IDisposable
{
    private static readonly HashSet<string> Meters = ["Microsoft.AspNetCore.Hosting", "System.Runtime"];

    // Series, not requests: a route or a status that nobody knew before cannot fill the memory.
    private const int MostSeries = 2000;
    private readonly ConcurrentDictionary<(string Instrument, string Labels), MetricSeries> _series = new();
    private readonly MeterListener _listener = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Add(i, v, tags));
        _listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Add(i, v, tags));
        _listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Add(i, v, tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    public void WriteTo(OpenMetricsText text)
    {
        _listener.RecordObservableInstruments();
        foreach (var family in _series.Values.GroupBy(s => s.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            family.First().WriteFamilyTo(text);
            foreach (var series in family)
            {
                series.WriteTo(text);
            }
        }
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = tags.ToArray()
            .Select(t =>
                KeyValuePair.Create(
                    t.Key,
                    Convert.ToString(t.Value, System.Globalization.CultureInfo.InvariantCulture) ?? ""
                )
            )
            .OrderBy(t => t.Key, StringComparer.Ordinal)
            .ToArray();
        var key = (instrument.Name, string.Join('\u0001', labels.Select(l => l.Key + "\u0002" + l.Value)));
        if (_series.TryGetValue(key, out var series))
        {
            series.Add(value);
        }
        else if (_series.Count < MostSeries)
        {
            _series.GetOrAdd(key, _ => new MetricSeries(instrument, labels)).Add(value);
        }
    }
}
