using System.Net.Mail;
using System.Text;

namespace IpStrategy.Application.Delivery;

/// <summary>Hands mail to the set SMTP server. The message id is the outbox row's, so a repetition can be told as one.</summary>
internal sealed class SmtpTransport(MailSettings settings, IMailTexts texts) : IMailTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task SendAsync(MailPayload mail, CancellationToken cancel)
    {
        // The client's own time-out does not hold for its asynchronous calls.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var message = MessageOf(mail);
            using var client = new SmtpClient(settings.Server, settings.Port);
            await client.SendMailAsync(message, limit.Token);
        }
        // One address that is none must not hold up everybody's mail.
        catch (Exception e) when (e is SmtpException or FormatException)
        {
            throw new MailIsNotTakenException(e.Message, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new MailIsNotTakenException($"The mail server did not answer within {Patience.TotalSeconds} s.", e);
        }
    }

    private MailMessage MessageOf(MailPayload mail)
    {
        var (subject, body) = texts.Word(mail.Kind, mail.Facts);
        var message = new MailMessage(settings.From, mail.To, subject, body)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Message-ID", mail.MessageId);
        return message;
    }
}

/// <summary>Words a message for people; texts are resources of the host.</summary>
public interface IMailTexts
{
    (string Subject, string Body) Word(Persistence.Outbox.MessageKind kind, MessageFacts facts);
}
