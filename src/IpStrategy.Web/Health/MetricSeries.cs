using System.Diagnostics.Metrics;

namespace IpStrategy.Web.Health;

/// <summary>One instrument with one set of labels.</summary>
internal sealed class MetricSeries
{
    // Seconds, from a fast read to a request somebody gave up on.
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly Lock _gate = new();
    private readonly KeyValuePair<string, string>[] _labels;
    private readonly MetricKind _kind;
    private readonly string _help;
    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private double _sum;
    private long _count;

    public MetricSeries(Instrument instrument, KeyValuePair<string, string>[] labels)
    {
        _labels = labels;
        _help = instrument.Description ?? "";
        _kind = KindOf(instrument);
        Name = OpenMetricsText.NameOf(instrument.Name) + (instrument.Unit == "s" ? "_seconds" : "");
    }

    private enum MetricKind
    {
        Gauge,

        /// <summary>A gauge told by its changes.</summary>
        UpDown,

        /// <summary>A counter told by its increments.</summary>
        Counter,

        /// <summary>A counter that tells its whole count each time it is asked.</summary>
        ObservedCounter,
        Histogram,
    }

    public string Name { get; }

    public void Add(double value)
    {
        lock (_gate)
        {
            _sum = _kind is MetricKind.Gauge or MetricKind.ObservedCounter ? value : _sum + value;
            _count++;
            if (_kind == MetricKind.Histogram)
            {
                var bucket = Array.FindIndex(Bounds, b => value <= b);
                _buckets[bucket < 0 ? Bounds.Length : bucket]++;
            }
        }
    }

    public void WriteFamilyTo(OpenMetricsText text) =>
        text.Family(
            Name,
            _kind switch
            {
                MetricKind.Histogram => "histogram",
                MetricKind.Counter or MetricKind.ObservedCounter => "counter",
                _ => "gauge",
            },
            _help
        );

    public void WriteTo(OpenMetricsText text)
    {
        lock (_gate)
        {
            switch (_kind)
            {
                case MetricKind.Histogram:
                    WriteHistogramTo(text);
                    break;
                case MetricKind.Counter or MetricKind.ObservedCounter:
                    text.Sample(Name + "_total", _sum, _labels);
                    break;
                default:
                    text.Sample(Name, _sum, _labels);
                    break;
            }
        }
    }

    private void WriteHistogramTo(OpenMetricsText text)
    {
        var below = 0L;
        for (var i = 0; i < _buckets.Length; i++)
        {
            below += _buckets[i];
            var bound = OpenMetricsText.Number(i < Bounds.Length ? Bounds[i] : double.PositiveInfinity);
            text.Sample(Name + "_bucket", below, [.. _labels, KeyValuePair.Create("le", bound)]);
        }
        text.Sample(Name + "_count", _count, _labels).Sample(Name + "_sum", _sum, _labels);
    }

    private static MetricKind KindOf(Instrument instrument) =>
        instrument.GetType().Name.Split('`')[0] switch
        {
            "Histogram" => MetricKind.Histogram,
            "Counter" => MetricKind.Counter,
            "ObservableCounter" => MetricKind.ObservedCounter,
            "UpDownCounter" => MetricKind.UpDown,
            _ => MetricKind.Gauge,
        };
}
