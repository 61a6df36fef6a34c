using System.Text;
using IpStrategy.Web.Startup;

// Notices come in GB18030 too, which .NET knows only when told.
Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
return await Server.RunAsync(args);
