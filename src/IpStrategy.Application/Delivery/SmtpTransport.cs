using System.Net.Mail;

namespace IpStrategy.Application.Delivery;

/// <summary>Hands mail to the set SMTP server. The message id is the outbox row's, so a repetition can be told as one.</summary>
internal sealed class SmtpTransport(MailSettings settings, IMailTexts texts) : IMailTransport
{
    public async Task SendAsync(MailPayload mail, CancellationToken cancel)
    {
        var (subject, body) = texts.Word(mail.Kind, mail.Facts);
        using var message = new MailMessage(settings.From, mail.To, subject, body);
        message.Headers.Add("Message-ID", mail.MessageId);
        using var client = new SmtpClient(settings.Server, settings.Port);
        try
        {
            await client.SendMailAsync(message, cancel);
        }
        catch (SmtpException e)
        {
            throw new MailIsNotTakenException(e.Message, e);
        }
    }
}

/// <summary>Words a message for people; texts are resources of the host.</summary>
public interface IMailTexts
{
    (string Subject, string Body) Word(Persistence.Outbox.MessageKind kind, MessageFacts facts);
}
