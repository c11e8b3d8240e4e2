using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Migochat.Benchmarks.Load;

/// <summary>A delivery as Meta posts it: head, signature and body in one piece.</summary>
public static class SignedRequest
{
    /// <summary>The whole HTTP request.</summary>
    public static byte[] Of(byte[] body, byte[] secret)
    {
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(secret, body));
        var head = string.Create(CultureInfo.InvariantCulture,
            $"POST /api/webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256={signature}\r\nContent-Length: {body.Length}\r\n\r\n");
        var request = new byte[head.Length + body.Length];
        Encoding.ASCII.GetBytes(head, request);
        body.CopyTo(request, head.Length);
        return request;
    }
}
