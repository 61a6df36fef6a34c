using System.Text;
using System.Xml;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Reads bytes into <see cref="SourceElement"/>s: no DTD, nothing from outside the file, limits on size and depth.</summary>
internal static class SourceReader
{
    /// <returns>The root element, or null when the file is no well-formed XML: the finding says where.</returns>
    public static SourceElement? Read(ReadOnlyMemory<byte> xml, BpmnReadingOptions options, Findings findings)
    {
        if (xml.Length > options.MaximumBytes)
        {
            findings.Add(Rules.TooLarge, new SourcePlace(1, 1), null, $"{options.MaximumBytes} bytes");
            return null;
        }
        return Decode(xml.Span, findings) is { } text ? Parse(text, options, findings) : null;
    }

    private static string? Decode(ReadOnlySpan<byte> bytes, Findings findings)
    {
        var (encoding, name) = SourceEncoding.Detect(bytes);
        if (encoding is null)
        {
            findings.Add(Rules.UnknownEncoding, new SourcePlace(1, 1), null, name);
            return null;
        }
        try
        {
            return encoding.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            findings.Add(Rules.WrongEncoding, PlaceOf(bytes, e.Index), null, name);
            return null;
        }
    }

    private static SourcePlace PlaceOf(ReadOnlySpan<byte> bytes, int index)
    {
        var before = bytes[..Math.Clamp(index, 0, bytes.Length)];
        return new SourcePlace(1 + before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n'));
    }

    private static SourceElement? Parse(string text, BpmnReadingOptions options, Findings findings)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = options.MaximumBytes,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return new Builder(reader, options, findings).Build();
        }
        catch (XmlException e) when (e.LineNumber == 0 && DocumentTypeIn(text) is { } place)
        {
            findings.Add(Rules.DocumentType, place, null);
            return null;
        }
        catch (XmlException e)
        {
            findings.Add(
                Rules.MalformedXml,
                new SourcePlace(Math.Max(e.LineNumber, 1), Math.Max(e.LinePosition, 1)),
                null,
                e.Message
            );
            return null;
        }
    }

    // The reader refuses a DTD without saying where it stands.
    private static SourcePlace? DocumentTypeIn(string text)
    {
        var at = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        var before = text.AsSpan(0, Math.Max(at, 0));
        return at < 0 ? null : new SourcePlace(1 + before.Count('\n'), at - before.LastIndexOf('\n'));
    }

    private sealed class Builder(XmlReader reader, BpmnReadingOptions options, Findings findings)
    {
        private readonly IXmlLineInfo _lines = (IXmlLineInfo)reader;
        private SourceElement? _root;
        private SourceElement? _open;
        private int _count;

        public SourceElement? Build()
        {
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && !Open())
                {
                    return null;
                }
                if (reader.NodeType == XmlNodeType.EndElement)
                {
                    _open = _open?.Parent;
                }
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                {
                    _open?.Append(reader.Value, Here());
                }
            }
            return _root;
        }

        private SourcePlace Here() => new(_lines.LineNumber, _lines.LinePosition);

        private bool Open()
        {
            // The line information points behind the "<"; people count from it.
            var place = new SourcePlace(_lines.LineNumber, Math.Max(1, _lines.LinePosition - 1));
            if (reader.Depth >= options.MaximumDepth || ++_count > options.MaximumElements)
            {
                var limit = reader.Depth >= options.MaximumDepth ? options.MaximumDepth : options.MaximumElements;
                findings.Add(
                    reader.Depth >= options.MaximumDepth ? Rules.TooDeep : Rules.TooLarge,
                    place,
                    null,
                    $"{limit} elements"
                );
                return false;
            }
            var element = new SourceElement(reader.NamespaceURI, reader.LocalName, place, _open);
            var isEmpty = reader.IsEmptyElement;
            ReadAttributes(element);
            _open?.Children.Add(element);
            _root ??= element;
            _open = isEmpty ? _open : element;
            return true;
        }

        private void ReadAttributes(SourceElement element)
        {
            while (reader.MoveToNextAttribute())
            {
                if (reader.NamespaceURI == BpmnNames.CompiledNamespaces)
                {
                    element.Declare(reader.Prefix.Length == 0 ? "" : reader.LocalName, reader.Value);
                    continue;
                }
                element.Attributes.Add(
                    new SourceAttribute(reader.NamespaceURI, reader.LocalName, reader.Value, Here())
                );
            }
            reader.MoveToElement();
        }
    }
}
